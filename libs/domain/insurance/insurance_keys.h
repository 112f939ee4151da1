#pragma once

#include <string>

#include "absl/time/civil_time.h"

namespace debut::insurance {

// What a policy is in the real world, whatever id it has here: the insurer's unified social credit
// code, its number and its period. "insurance/" and 32 hex digits of their SHA-256. Full-width
// characters, spaces and small letters in the number make no difference.
std::string InsurancePolicyKey(const std::string& insurer_code, const std::string& number,
                               absl::CivilDay from, absl::CivilDay to);

// One instalment of the policy with that key; as evidence, it is funded once in the whole system.
// "premium/" and 32 hex digits.
std::string PremiumKey(const std::string& policy_key, const std::string& voucher_number);

}  // namespace debut::insurance
