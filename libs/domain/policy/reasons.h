#pragma once

#include <string_view>

// Why policy says no. Each line: what it means, and what the caller should do.
namespace debut::policy {

// A version of this id was adopted with another text or effective date: give the text a new id.
inline constexpr std::string_view kPolicyVersionAlreadyAdopted = "POLICY_VERSION_ALREADY_ADOPTED";
// No version is in force on that date, or none has that id.
inline constexpr std::string_view kPolicyNotInForce = "POLICY_NOT_IN_FORCE";

}  // namespace debut::policy
