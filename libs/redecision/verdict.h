#pragma once

#include <array>
#include <string_view>

namespace debut::redecision {

// What deciding again says about a recorded decision. Scripts rely on the names.
enum class Verdict {
  kSame,           // The same fact, byte for byte.
  kAmountDiff,     // Another amount.
  kOutcomeDiff,    // A rule refuses it, or another fact than its amount and sheet is different.
  kSheetDiff,      // The amount agrees, the calculation sheet does not.
  kWrongPolicy,    // The sheet, the round and the log do not agree on the policy version.
  kPolicyMissing,  // The version that the round has pinned was not adopted before the decision.
  kInputMissing,   // A fact that the sheet names, or the claim itself, is not in the log.
  kErasedInput,    // A rule has read a field that was erased since.
  kEngineDiff,     // This program calculates in another way than the one that decided.
};

inline constexpr std::array kVerdicts = {
    Verdict::kSame,         Verdict::kAmountDiff,  Verdict::kOutcomeDiff,
    Verdict::kSheetDiff,    Verdict::kWrongPolicy, Verdict::kPolicyMissing,
    Verdict::kInputMissing, Verdict::kErasedInput, Verdict::kEngineDiff};

// "AMOUNT_DIFF"
std::string_view NameOf(Verdict verdict);

}  // namespace debut::redecision
