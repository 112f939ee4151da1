#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "debut/grants/v1/claim_review_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/grants_service.pb.h"
#include "decision/view.h"
#include "domain/grants/evidence_users.h"
#include "domain/grants/invoice.h"
#include "domain/grants/measures.h"
#include "domain/grants/paid_award.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::grants {

// What a claim says when it is submitted. It never changes afterwards.
struct ClaimTerms {
  std::string round_id;
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::string enterprise_id;  // The legal person that claims.
  std::string subject_key;
  std::string cap_key;  // Empty: no cap.
  std::string budget_id;
  std::uint32_t limit_year = 0;  // 0: for life.
  std::uint32_t round_year = 0;
  std::uint32_t budget_year = 0;
  absl::CivilDay submitted_date;
  grants::Basis basis;
  std::vector<Invoice> invoices = {};  // Sorted.

  bool operator==(const ClaimTerms&) const = default;
};

// Who did the steps that check each other, by authenticated name; empty: not done.
struct ClaimActors {
  std::string computed_by;
  std::string proposed_by;
  std::string decided_by;  // Who recorded the meeting; most rounds have none.
  std::string granted_by;
  std::string ordered_by;            // Of the latest order.
  std::string adjusted_by;           // The latest.
  std::string clawback_proposed_by;  // The latest.

  bool operator==(const ClaimActors&) const = default;
};

// What came along with a claim, by digests; see the message.
struct Attachments {
  std::vector<std::string> file_digests = {};  // Sorted.
  std::string account_digest = {};

  bool empty() const { return file_digests.empty() && account_digest.empty(); }
  bool operator==(const Attachments&) const = default;
};

struct ExpertOpinion {
  std::uint32_t score = 0;  // 0 to 100.
  std::string opinion;
  std::string by;  // Principal.

  bool operator==(const ExpertOpinion&) const = default;
};

// What the review of a claim has brought, as far as later steps need it.
struct ReviewState {
  Attachments attachments = {};  // All that were filed.
  std::optional<absl::CivilDay> correction_due_date = {};
  v1::AuditConclusion audit = v1::AUDIT_CONCLUSION_UNSPECIFIED;  // Of the latest.
  std::map<std::string, ExpertOpinion> opinions = {};            // By expert.
  std::string meeting_id = {};                                   // That decided.
  std::map<std::string, std::string> open_objections = {};       // By id: who recorded each.
  v1::ClaimState suspended_from = v1::CLAIM_STATE_UNSPECIFIED;

  std::uint32_t ScoreTotal() const;
  // What RANK goes by; nothing without an opinion.
  std::optional<money::Ratio> MeanScore() const;
  bool operator==(const ReviewState&) const = default;
};

// The life of one claim: where it stands, and what later steps need of earlier ones.
struct ClaimFile {
  std::string claim_id;  // Empty: selects nothing.

  v1::ClaimState state = v1::CLAIM_STATE_UNSPECIFIED;  // Unspecified: there is no such claim.
  ClaimTerms terms = {};
  ClaimActors actors = {};
  std::uint32_t acceptance_number = 0;
  money::Fen amount = {};  // As computed, then as proposed, then as adjusted.
  std::shared_ptr<const policy::v1::CalculationSheet> sheet = nullptr;  // The latest.
  std::vector<Evidence> evidence = {};
  absl::CivilDay last_date = {};  // Of the latest step that has a legal date.
  std::string grounds = {};       // Of the refusal or withdrawal.
  absl::CivilDay notice_opened_date = {};
  absl::CivilDay notice_ends_date = {};
  std::string notice_payee_id = {};
  std::string grant_id = {};
  std::string order_id = {};  // The latest.
  ReviewState review = {};
  PaidAward payment = {};
  v1::ClaimState state_before_clawback = v1::CLAIM_STATE_UNSPECIFIED;  // Of the latest.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool Known() const { return state != v1::CLAIM_STATE_UNSPECIFIED; }
  bool operator==(const ClaimFile&) const = default;

 private:
  void ApplyReception(const eventstore::SequencedEvent& event);
  void ApplyAward(const eventstore::SequencedEvent& event);
  void ApplyNotice(const eventstore::SequencedEvent& event);
  void ApplyPayment(const eventstore::SequencedEvent& event);
  // claim_file_review.cc
  void ApplyReview(const eventstore::SequencedEvent& event);
  void ApplyCorrection(const eventstore::SequencedEvent& event);
  void ApplyFindings(const eventstore::SequencedEvent& event);
  void ApplyMeeting(const eventstore::SequencedEvent& event);
  void ApplyObjection(const eventstore::SequencedEvent& event);
  void ApplyPause(const eventstore::SequencedEvent& event);
  void ApplyChange(const eventstore::SequencedEvent& event);
};

static_assert(decision::View<ClaimFile>);

}  // namespace debut::grants
