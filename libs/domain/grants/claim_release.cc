#include "domain/grants/claim_release.h"

#include "base/ensure.h"
#include "calendar/date.h"
#include "decision/fact_codec.h"

namespace debut::grants {

v1::ReserveStage HeldStage(const ClaimFile& file) {
  const bool suspended = file.state == v1::CLAIM_STATE_SUSPENDED;
  switch (suspended ? file.review.suspended_from : file.state) {
    case v1::CLAIM_STATE_PROPOSED:
    case v1::CLAIM_STATE_DECIDED:
    case v1::CLAIM_STATE_NOTICE_OPEN:
    case v1::CLAIM_STATE_NOTICE_CLOSED:
      return v1::RESERVE_STAGE_RESERVED;
    case v1::CLAIM_STATE_GRANTED:
    case v1::CLAIM_STATE_ORDERED:
    case v1::CLAIM_STATE_PAYMENT_RETURNED:
      return v1::RESERVE_STAGE_COMMITTED;
    default:
      return v1::RESERVE_STAGE_UNSPECIFIED;
  }
}

v1::ReserveReleased ReleaseOf(const ClaimFile& file) {
  const v1::ReserveStage stage = HeldStage(file);
  ENSURE(stage != v1::RESERVE_STAGE_UNSPECIFIED, "a release of what is not held");
  v1::ReserveReleased released;
  released.set_claim_id(file.claim_id);
  released.set_cap_key(file.terms.cap_key);
  released.set_budget_id(file.terms.budget_id);
  released.set_amount_fen(file.amount.count);
  released.set_enterprise_id(file.terms.enterprise_id);
  released.set_stage(stage);
  for (const Evidence& use : file.evidence) {
    auto& freed = *released.add_evidence();
    freed.set_evidence_key(use.key);
    freed.set_subject_id(use.subject_id);
  }
  return released;
}

std::vector<eventstore::Event> EventsOfRefusal(const ClaimFile& file, const std::string& grounds,
                                               absl::CivilDay date) {
  v1::ClaimRefused refused;
  refused.set_claim_id(file.claim_id);
  refused.set_round_id(file.terms.round_id);
  refused.set_subject_key(file.terms.subject_key);
  refused.set_grounds(grounds);
  refused.set_refused_date(calendar::FormatDate(date));
  std::vector<eventstore::Event> events = {decision::EncodeFact(refused)};
  if (HeldStage(file) != v1::RESERVE_STAGE_UNSPECIFIED) {
    events.push_back(decision::EncodeFact(ReleaseOf(file)));
  }
  return events;
}

}  // namespace debut::grants
