#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/privacy/subject_file.h"

namespace debut::privacy {

// A text of one subject that another has, too: the same account, the same person.
struct SameText {
  std::string field;           // Full name.
  std::string subject;         // The other one.
  std::uint64_t position = 0;  // Of its fact.

  bool operator==(const SameText&) const = default;
};

// By the keyed hashes of fields that compare across subjects, so also with those whose texts are
// erased. In order of the fields of the subject, then of the others' names.
std::vector<SameText> SameTextsOf(const SubjectLedger& ledger, const std::string& subject);

}  // namespace debut::privacy
