#include "domain/insurance/end_cover.h"

#include <algorithm>

#include "debut/insurance/v1/insurance_events.pb.h"
#include "domain/insurance/guards.h"

namespace debut::insurance {

using calendar::FormatDate;

decision::Decision CancelInsurancePolicy::Decide(const InsurancePolicyFile& policy) const {
  if (!policy.bound) return RejectPolicyUnknown(policy_id);
  if (policy.cancelled_date.has_value()) {
    if (*policy.cancelled_date == cancelled_date) return decision::Nothing();
    return RejectCancelled(policy);
  }
  // Before it begins, a cover can be called off as well.
  if (auto refusal =
          RefusalOutsideCover(policy, std::max(cancelled_date, policy.from), cancelled_date)) {
    return *std::move(refusal);
  }
  v1::InsurancePolicyCancelled fact;
  fact.set_policy_id(policy_id);
  fact.set_cancelled_date(FormatDate(cancelled_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

decision::Decision RecordCoverBreak::Decide(const InsurancePolicyFile& policy) const {
  if (!policy.bound) return RejectPolicyUnknown(policy_id);
  if (std::ranges::count(policy.cover_breaks, CoverBreak{from, to, grounds}) > 0) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOutsideCover(policy, from, to)) return *std::move(refusal);
  v1::CoverBroken fact;
  fact.set_policy_id(policy_id);
  fact.set_from_date(FormatDate(from));
  fact.set_to_date(FormatDate(to));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::insurance
