#pragma once

#include <fmt/format.h>

#include <optional>

#include "decision/decision.h"
#include "domain/privacy/reasons.h"
#include "domain/privacy/subject_file.h"

// Refusals that several commands share.
namespace debut::privacy {

inline std::optional<decision::Decision> RefusalOfUnknown(const SubjectFile& file) {
  if (file.Known()) return std::nullopt;
  return decision::RejectNotFound(kSubjectUnknown,
                                  fmt::format("no fact has a sealed text of {}", file.subject),
                                  {{"subject", file.subject}});
}

inline std::optional<decision::Decision> RefusalOfErased(const SubjectFile& file) {
  if (!file.erasure_requested) return std::nullopt;
  return decision::Reject(kSubjectErased, fmt::format("{} was erased", file.subject),
                          {{"subject", file.subject}});
}

inline std::optional<decision::Decision> RefusalOfSubject(const SubjectFile& file) {
  if (auto refusal = RefusalOfUnknown(file)) return refusal;
  return RefusalOfErased(file);
}

}  // namespace debut::privacy
