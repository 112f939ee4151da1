#pragma once

#include <string_view>

// Why standards says no. Each line: what it means, and what the caller should do.
namespace debut::standards {

// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// The id is in use for another project: choose another, or read the one that has it.
inline constexpr std::string_view kStandardAlreadyProposed = "STANDARD_ALREADY_PROPOSED";
// No standard has this id: propose it first, or correct the id.
inline constexpr std::string_view kStandardUnknown = "STANDARD_UNKNOWN";
// The standard's state does not allow the step; metadata names both.
inline constexpr std::string_view kStandardStateUnfit = "STANDARD_STATE_UNFIT";
// The step is dated before the one that it follows, previous_date.
inline constexpr std::string_view kDateBeforePreviousStep = "DATE_BEFORE_PREVIOUS_STEP";
// Another drafter, enterprise_id, has this rank: correct either of the two.
inline constexpr std::string_view kDrafterRankTaken = "DRAFTER_RANK_TAKEN";
// The standard has no drafter of this id: nothing to remove, or another id is meant.
inline constexpr std::string_view kDrafterUnknown = "DRAFTER_UNKNOWN";
// A standard is published with those who drafted it: name at least one first.
inline constexpr std::string_view kDrafterMissing = "DRAFTER_MISSING";
// A standard, standard_id, has this number, however it is typed: correct the number.
inline constexpr std::string_view kStandardNumberTaken = "STANDARD_NUMBER_TAKEN";
// The activity is on record for this standard with other content: choose another id.
inline constexpr std::string_view kActivityAlreadyRecorded = "ACTIVITY_ALREADY_RECORDED";

}  // namespace debut::standards
