#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/grants/testing/entitlements.h"
#include "eventstore/event.h"

namespace debut::grants::testing {

// Looks at a log of grants from the first event to the last, and at every position asks what must
// hold there whatever was decided. Shares no code with the views that the decisions were made on.
class Auditor {
 public:
  // By cap key, in fen. An award without a key has no cap.
  explicit Auditor(std::map<std::string, std::int64_t> caps) : caps_(std::move(caps)) {}

  // From now on also demands of each award exactly what the facts of its measure give: for logs
  // that have them all, and no reduced round.
  void DemandEntitlements() { demands_entitlements_ = true; }

  void Look(const eventstore::SequencedEvent& event);
  // What was broken, and where.
  const std::vector<std::string>& findings() const { return findings_; }
  int paid_count() const { return paid_count_; }
  int recovered_count() const { return recovered_count_; }
  std::uint64_t positions_count() const { return position_; }

 private:
  struct Claim {
    std::string cap_key;
    std::string budget_id;
    std::int64_t held_fen = 0;  // Reserved, committed, or paid and not recovered.
    // Of a clawback that was proposed and not dismissed.
    std::int64_t reclaimed_fen = 0;  // Not recovered; of all of them.
    std::int64_t outstanding_fen = 0;
    std::int64_t due_fen = 0;
    bool approved = false;
    std::string reclaimed_by;
    bool paid = false;
    std::string notice_ends_date;
    std::set<std::string> evidence;             // Keys.
    std::set<std::string> subjects;             // Of the evidence while it is used.
    std::map<std::string, std::string> people;  // By step.
    std::set<std::string> objections;           // Open ones.
    bool suspended = false;
  };

  void LookAtAward(const eventstore::SequencedEvent& event);
  void LookAtPayment(const eventstore::SequencedEvent& event);
  void LookAtReview(const eventstore::SequencedEvent& event);
  void LookAtObjection(const eventstore::SequencedEvent& event);
  // The claim, about to take a step on its way.
  Claim& Going(const std::string& claim_id, const std::string& step);
  void LookAtClawback(const eventstore::SequencedEvent& event);
  void LookAtRecovery(const eventstore::SequencedEvent& event);
  void LookAtBudget(const eventstore::SequencedEvent& event);
  // What the facts give now, beside what others have of the cap, less what is claimed back from
  // them if only what they have by right counts.
  std::int64_t DueTo(const std::string& claim_id, bool by_right) const;
  void Hold(Claim& claim, std::int64_t change_fen);
  void Name(Claim& claim, const std::string& step, const std::string& person);
  void Find(const std::string& finding);

  std::map<std::string, std::int64_t> caps_;
  std::map<std::string, std::int64_t> used_;      // By cap key.
  std::map<std::string, std::int64_t> allotted_;  // By budget.
  std::map<std::string, std::int64_t> taken_;     // By budget.
  std::map<std::string, std::string> users_;      // Claim by evidence key.
  std::map<std::string, Claim> claims_;
  Entitlements entitlements_;
  std::uint64_t position_ = 0;
  bool demands_entitlements_ = false;
  int paid_count_ = 0;
  int recovered_count_ = 0;
  std::vector<std::string> findings_;
};

}  // namespace debut::grants::testing
