#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_file.h"

namespace debut::architecture {

using Rule = Findings (*)(const SourceFile&);

// The findings, one a line; empty if there are none.
inline std::string Report(const Findings& findings) {
  std::ostringstream report;
  for (const Finding& finding : findings) report << finding << "\n";
  return report.str();
}

// Everything that breaks `rule` in the tree.
inline std::string InTree(Rule rule) {
  Findings all;
  for (const SourceFile& file : Tree()) {
    for (Finding& finding : rule(file)) all.push_back(std::move(finding));
  }
  return Report(all);
}

// What `rule` says about a planted file: the positive control of the rule.
inline std::vector<std::string> InFile(Rule rule, std::string path, std::string_view text) {
  std::vector<std::string> whats;
  for (const Finding& finding : rule(ParseSource(std::move(path), text))) {
    whats.push_back(finding.what);
  }
  return whats;
}

}  // namespace debut::architecture
