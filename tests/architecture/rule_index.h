#pragma once

#include <set>
#include <string>
#include <string_view>

#include "tests/architecture/source_file.h"

namespace debut::architecture {

// The names "Suite.Test" of every test that the files define.
std::set<std::string> TestNames(const std::vector<SourceFile>& files);

// Over docs/rules.md, whose tables say which tests guard a rule of the policy: rows without a test,
// tests that do not exist, and a rule that stands twice.
Findings RuleIndexFindings(std::string_view rules_md, const std::set<std::string>& tests);

// How many rules the tables hold.
std::size_t CountRules(std::string_view rules_md);

}  // namespace debut::architecture
