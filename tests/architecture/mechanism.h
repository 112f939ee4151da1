#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// The claim life, caps, budgets, evidence, notices, payments and clawbacks are one mechanism, which
// does not know which measure it handles: a file of libs/domain/grants that names a measure, or
// uses its context. The measures' own files, their list (measures.h) and the guides may.
Findings MechanismFindings(const SourceFile& file);

}  // namespace debut::architecture
