#include "tests/architecture/rule_index.h"

#include <fstream>
#include <iterator>

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> Findings(std::string_view rules_md) {
  std::vector<std::string> whats;
  for (const Finding& finding : RuleIndexFindings(rules_md, {"OpenRound.RefusesARate"})) {
    whats.push_back(finding.what);
  }
  return whats;
}

TEST(RuleIndex, NamesATestForEachRule) {
  std::ifstream in(TreeRoot() + "/docs/rules.md");
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  EXPECT_EQ(Report(RuleIndexFindings(text, TestNames(Tree()))), "");
  EXPECT_GT(CountRules(text), 60U);
}

TEST(RuleIndex, FindsTestsOfEveryKind) {
  const auto file = ParseSource("libs/money/fen_test.cc",
                                "TEST(Fen, Adds) {}\nTEST_F(FenTest, Takes) {}\n"
                                "TEST_P(Fens, Are) {}\nRC_GTEST_PROP(Sum,\n  IsTotal, ()) {}\n"
                                "// TEST(Not, Code)\n");
  EXPECT_THAT(TestNames({file}),
              UnorderedElementsAre("Fen.Adds", "FenTest.Takes", "Fens.Are", "Sum.IsTotal"));
}

TEST(RuleIndex, TakesARowWithItsTest) {
  EXPECT_THAT(Findings("| M3-1 | The rate is a ceiling. | `OpenRound.RefusesARate` |\n"),
              IsEmpty());
}

TEST(RuleIndex, FindsRowsWithoutATestAndTestsThatAreNotThere) {
  EXPECT_THAT(Findings("| M3-1 | The rate is a ceiling. | |\n"), ElementsAre("M3-1 has no test"));
  EXPECT_THAT(Findings("| M3-1 | The rate is a ceiling. | `OpenRound.Gone` |\n"),
              ElementsAre("M3-1: there is no test OpenRound.Gone"));
  EXPECT_THAT(Findings("| W1 | One. | `OpenRound.RefusesARate` |\n"
                       "| W1 | Two. | `OpenRound.RefusesARate` |\n"),
              ElementsAre("W1 stands twice"));
}

}  // namespace
}  // namespace debut::architecture
