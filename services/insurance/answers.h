#pragma once

#include <map>
#include <string>

#include "debut/insurance/v1/insurance_service.pb.h"
#include "domain/insurance/insurance_policy_file.h"

namespace debut::insurance {

v1::InsurancePolicy InsurancePolicyOf(const InsurancePolicyFile& file);

// What of the policy was paid, and came back, in a limit year.
v1::PolicyPremium PremiumOf(const InsurancePolicyFile& file, std::uint32_t limit_year);

}  // namespace debut::insurance
