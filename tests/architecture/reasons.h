#pragma once

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// Over all files of a tree: the constants of libs/domain/<context>/reasons.h whose text is not
// their name in UPPER_SNAKE_CASE, and those that no test names. A test names a reason by its
// constant or its text; outside libs/domain/<context> and services/<context> the constant must
// be qualified, because two contexts may have a reason of the same name.
Findings ReasonFindings(const std::vector<SourceFile>& files);

// How many reasons the catalogues hold.
std::size_t CountReasons(const std::vector<SourceFile>& files);

}  // namespace debut::architecture
