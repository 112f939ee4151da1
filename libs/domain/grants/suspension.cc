#include "domain/grants/suspension.h"

#include "calendar/date.h"
#include "domain/grants/guards.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::Decision;

Decision SuspendClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_SUSPENDED && file.last_date == suspended_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(
          file,
          {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED,
           v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED, v1::CLAIM_STATE_NOTICE_OPEN,
           v1::CLAIM_STATE_NOTICE_CLOSED, v1::CLAIM_STATE_GRANTED,
           v1::CLAIM_STATE_PAYMENT_RETURNED},
          "the suspension")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, suspended_date)) return *refusal;
  v1::ClaimSuspended suspended;
  suspended.set_claim_id(claim_id);
  suspended.set_grounds(grounds);
  suspended.set_suspended_date(FormatDate(suspended_date));
  return decision::Record(suspended);
}

Decision ResumeClaim::Decide(const ClaimFile& file) const {
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_SUSPENDED}, "the resumption")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, resumed_date)) return *refusal;
  v1::ClaimResumed resumed;
  resumed.set_claim_id(claim_id);
  resumed.set_grounds(grounds);
  resumed.set_resumed_date(FormatDate(resumed_date));
  return decision::Record(resumed);
}

}  // namespace debut::grants
