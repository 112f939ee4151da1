#pragma once

#include <string_view>

// Why the registry says no. Each line: what it means, and what the caller should do.
namespace debut::registry {

// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// The id is in use: choose another, or read the party that has it.
inline constexpr std::string_view kEnterpriseAlreadyRegistered = "ENTERPRISE_ALREADY_REGISTERED";
// Another party has this unified social credit code: find out which registration is right.
inline constexpr std::string_view kCreditCodeTaken = "CREDIT_CODE_TAKEN";
// A branch can't have branches, or merge: name its legal person.
inline constexpr std::string_view kEnterpriseIsBranch = "ENTERPRISE_IS_BRANCH";
// The enterprise was merged into another one: name the successor.
inline constexpr std::string_view kEnterpriseAlreadyMerged = "ENTERPRISE_ALREADY_MERGED";
// A party can't merge with, or be related to, itself or its own branch: name another one.
inline constexpr std::string_view kPartiesAreOne = "PARTIES_ARE_ONE";
// This relation is on record with another beginning: end that one first.
inline constexpr std::string_view kRelationAlreadyDeclared = "RELATION_ALREADY_DECLARED";
// Another enterprise has a contact of this id: choose another.
inline constexpr std::string_view kContactIdTaken = "CONTACT_ID_TAKEN";
// No contact of this id is on record: record the contact first.
inline constexpr std::string_view kContactUnknown = "CONTACT_UNKNOWN";
// The two parties have no relation to end: nothing to do, or other ids are meant.
inline constexpr std::string_view kRelationUnknown = "RELATION_UNKNOWN";
// The relation would end before it began: correct the date.
inline constexpr std::string_view kRelationEndsBeforeItBegan = "RELATION_ENDS_BEFORE_IT_BEGAN";
// The ban's id is in use: choose another, or read the ban that has it.
inline constexpr std::string_view kBanAlreadyImposed = "BAN_ALREADY_IMPOSED";
// The enterprise has no ban of this id: correct either of the two.
inline constexpr std::string_view kBanUnknown = "BAN_UNKNOWN";
// The ban was lifted before, on another date: nothing to lift.
inline constexpr std::string_view kBanAlreadyLifted = "BAN_ALREADY_LIFTED";
// The ban had run out before that date: nothing to lift.
inline constexpr std::string_view kBanAlreadyOver = "BAN_ALREADY_OVER";

}  // namespace debut::registry
