#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "archive/findings.h"
#include "domain/privacy/subject_file.h"
#include "sealing/vault.h"

namespace debut::privacy {

// What is wrong between the log and the vault beside it, in order of the subjects. SEALED_MISSING:
// a text of a subject that was not erased is not there, or isn't what the log commits to, or its
// key is gone. ERASURE_INCOMPLETE: of one that was, the second event, the tombstone or the purge is
// missing.
std::vector<archive::Finding> ProblemsOf(const SubjectLedger& ledger, const sealing::Vault& vault);

std::uint64_t CommitmentsCount(const SubjectLedger& ledger);

}  // namespace debut::privacy
