#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "calendar/date.h"
#include "decision/decision.h"
#include "domain/insurance/insurance_policy_file.h"
#include "domain/insurance/reasons.h"

// Refusals that several commands share.
namespace debut::insurance {

inline decision::Decision RejectInsurerUnknown(const std::string& insurer_id) {
  return decision::RejectNotFound(kInsurerUnknown,
                                  fmt::format("no insurer {} is registered", insurer_id),
                                  {{"insurer_id", insurer_id}});
}

inline decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", enterprise_id),
                                  {{"enterprise_id", enterprise_id}});
}

inline decision::Decision RejectPolicyUnknown(const std::string& policy_id) {
  return decision::RejectNotFound(kInsurancePolicyUnknown,
                                  fmt::format("no insurance policy {} is recorded", policy_id),
                                  {{"policy_id", policy_id}});
}

inline decision::Decision RejectCancelled(const InsurancePolicyFile& policy) {
  const std::string date = calendar::FormatDate(*policy.cancelled_date);
  return decision::Reject(kInsurancePolicyCancelled,
                          fmt::format("{} was cancelled on {}", policy.policy_id, date),
                          {{"cancelled_date", date}});
}

// DATE_OUTSIDE_COVER unless both days are days of the cover.
inline std::optional<decision::Decision> RefusalOutsideCover(const InsurancePolicyFile& policy,
                                                             absl::CivilDay first,
                                                             absl::CivilDay last) {
  if (policy.from <= first && last <= policy.CoverEnds()) return std::nullopt;
  const std::string from = calendar::FormatDate(policy.from);
  const std::string to = calendar::FormatDate(policy.CoverEnds());
  return decision::Reject(
      kDateOutsideCover,
      fmt::format("the cover of {} runs from {} to {}", policy.policy_id, from, to),
      {{"cover_starts_date", from}, {"cover_ends_date", to}});
}

}  // namespace debut::insurance
