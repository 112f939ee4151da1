#include "domain/grants/end_claim.h"

#include "calendar/date.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

Refusal RefusalOfEnd(const ClaimFile& file, absl::CivilDay date, std::string_view step) {
  if (auto refusal = RefusalOfState(
          file,
          {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_CORRECTION_ASKED, v1::CLAIM_STATE_ACCEPTED,
           v1::CLAIM_STATE_COMPUTED, v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED,
           v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED, v1::CLAIM_STATE_GRANTED,
           v1::CLAIM_STATE_PAYMENT_RETURNED, v1::CLAIM_STATE_SUSPENDED},
          step)) {
    return refusal;
  }
  return RefusalOfDate(file, date);
}

}  // namespace

Decision RefuseClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_REFUSED && file.last_date == refused_date &&
      file.grounds == grounds) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfEnd(file, refused_date, "refusal")) return *refusal;
  return EventsOfRefusal(file, grounds, refused_date);
}

Decision WithdrawClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_WITHDRAWN && file.last_date == withdrawn_date &&
      file.grounds == grounds) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfEnd(file, withdrawn_date, "withdrawal")) return *refusal;
  v1::ClaimWithdrawn withdrawn;
  withdrawn.set_claim_id(file.claim_id);
  withdrawn.set_round_id(file.terms.round_id);
  withdrawn.set_subject_key(file.terms.subject_key);
  withdrawn.set_grounds(grounds);
  withdrawn.set_withdrawn_date(FormatDate(withdrawn_date));
  if (HeldStage(file) == v1::RESERVE_STAGE_UNSPECIFIED) return decision::Record(withdrawn);
  return decision::Record(withdrawn, ReleaseOf(file));
}

}  // namespace debut::grants
