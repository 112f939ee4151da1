#pragma once

#include <string_view>

// Why a step about personal data is refused. Each line: what it means, and what the caller should
// do.
namespace debut::privacy {

// No fact has a sealed text of this subject: correct the subject.
inline constexpr std::string_view kSubjectUnknown = "SUBJECT_UNKNOWN";
// The subject's key is destroyed, or about to be: nothing can be shown or done any more.
inline constexpr std::string_view kSubjectErased = "SUBJECT_ERASED";
// The texts are kept and not shown: lift the restriction first.
inline constexpr std::string_view kSubjectRestricted = "SUBJECT_RESTRICTED";
// Nothing is erased under a legal hold: release it first.
inline constexpr std::string_view kLegalHold = "LEGAL_HOLD";
// An erasure is completed only after it was requested: request it.
inline constexpr std::string_view kErasureNotRequested = "ERASURE_NOT_REQUESTED";
// The contract names other roles for each of the subject's fields: ask somebody who has one.
inline constexpr std::string_view kSealedReadersOnly = "SEALED_READERS_ONLY";

}  // namespace debut::privacy
