#include "domain/grants/void_notice.h"

#include "calendar/date.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"

namespace debut::grants {

decision::Decision VoidNotice::Decide(const ClaimFile& file) const {
  if (auto refusal =
          RefusalOfState(file, {v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED},
                         "voiding the notice")) {
    return *refusal;
  }
  if (auto refusal = RefusalOfDate(file, voided_date)) return *refusal;
  v1::NoticeVoided voided;
  voided.set_claim_id(claim_id);
  voided.set_cause(cause);
  voided.set_grounds(grounds);
  voided.set_voided_date(calendar::FormatDate(voided_date));
  if (cause == v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED) return decision::Record(voided);
  return decision::Record(voided, ReleaseOf(file));
}

}  // namespace debut::grants
