#include "tests/architecture/rule_index.h"

#include <fmt/format.h>

#include <regex>
#include <sstream>

namespace debut::architecture {
namespace {

// | 3-1 | The rate of a round … | `OpenRound.RefusesARate`, `Suite.Test` |
struct Row {
  int line = 0;
  std::string id;
  std::string tests;
};

std::vector<Row> Rows(std::string_view rules_md) {
  static const std::regex row(R"(\| ([A-Z0-9]+-?\d*) \|.*\|([^|]*)\|)");
  std::vector<Row> rows;
  std::istringstream text{std::string(rules_md)};
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) {
    std::smatch parts;
    if (std::regex_match(line, parts, row)) rows.push_back({number, parts[1], parts[2]});
  }
  return rows;
}

}  // namespace

std::set<std::string> TestNames(const std::vector<SourceFile>& files) {
  static const std::regex definition(
      R"((?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)[,)])");
  std::set<std::string> names;
  for (const SourceFile& file : files) {
    if (!file.IsTest()) continue;
    std::string text;
    for (const std::string& line : file.code) text += line + "\n";
    for (std::sregex_iterator it(text.begin(), text.end(), definition), end; it != end; ++it) {
      names.insert(fmt::format("{}.{}", (*it)[1].str(), (*it)[2].str()));
    }
  }
  return names;
}

Findings RuleIndexFindings(std::string_view rules_md, const std::set<std::string>& tests) {
  static const std::regex name("`(\\w+\\.\\w+)`");
  Findings findings;
  std::set<std::string> seen;
  const auto add = [&](int line, std::string what) {
    findings.push_back({"docs/rules.md", line, std::move(what)});
  };
  for (const Row& row : Rows(rules_md)) {
    if (!seen.insert(row.id).second) add(row.line, fmt::format("{} stands twice", row.id));
    std::sregex_iterator it(row.tests.begin(), row.tests.end(), name);
    if (it == std::sregex_iterator()) add(row.line, fmt::format("{} has no test", row.id));
    for (; it != std::sregex_iterator(); ++it) {
      if (!tests.contains((*it)[1])) {
        add(row.line, fmt::format("{}: there is no test {}", row.id, (*it)[1].str()));
      }
    }
  }
  return findings;
}

std::size_t CountRules(std::string_view rules_md) { return Rows(rules_md).size(); }

}  // namespace debut::architecture
