#include "domain/standards/withdraw_standard.h"

#include "calendar/date.h"
#include "domain/standards/guards.h"

namespace debut::standards {

std::tuple<StandardFile> WithdrawStandard::Reads() const { return {StandardFile{standard_id}}; }

decision::Decision WithdrawStandard::Decide(const StandardFile& standard) const {
  if (standard.Withdrawn() && standard.last_date == withdrawn_date) return decision::Nothing();
  if (auto refusal = RefusalOfStep(standard,
                                   {v1::STANDARD_STATE_PROPOSED, v1::STANDARD_STATE_APPROVED,
                                    v1::STANDARD_STATE_DRAFTED, v1::STANDARD_STATE_PUBLISHED},
                                   withdrawn_date)) {
    return *std::move(refusal);
  }
  v1::StandardWithdrawn fact;
  fact.set_standard_id(standard_id);
  fact.set_withdrawn_date(calendar::FormatDate(withdrawn_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::standards
