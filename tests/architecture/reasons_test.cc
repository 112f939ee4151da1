#include "tests/architecture/reasons.h"

#include "tests/architecture/rules_test_support.h"

namespace debut::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kCatalogue =
    "// Nothing is left.\n"
    "inline constexpr std::string_view kCapExhausted = \"CAP_EXHAUSTED\";\n";

std::vector<std::string> Reasons(std::string_view catalogue, std::string test_path,
                                 std::string_view test) {
  std::vector<std::string> whats;
  for (const Finding& finding :
       ReasonFindings({ParseSource("libs/domain/grants/reasons.h", catalogue),
                       ParseSource(std::move(test_path), test)})) {
    whats.push_back(finding.what);
  }
  return whats;
}

TEST(Reasons, AllHaveATest) {
  EXPECT_EQ(Report(ReasonFindings(Tree())), "");
  EXPECT_GT(CountReasons(Tree()), 20U);
}

TEST(Reasons, AreNamedByConstantOrText) {
  EXPECT_THAT(Reasons(kCatalogue, "libs/domain/grants/a_test.cc", "Refused(kCapExhausted);"),
              IsEmpty());
  EXPECT_THAT(Reasons(kCatalogue, "services/grants/a_test.cc", "Refused(\"CAP_EXHAUSTED\");"),
              IsEmpty());
  EXPECT_THAT(Reasons(kCatalogue, "tests/scenarios/a_test.cc", "Refused(grants::kCapExhausted);"),
              IsEmpty());
}

TEST(Reasons, WithoutATestAreFound) {
  const std::string why = "no test is refused with CAP_EXHAUSTED";
  EXPECT_THAT(Reasons(kCatalogue, "libs/domain/grants/a_test.cc", "// kCapExhausted\n"),
              ElementsAre(why));
  EXPECT_THAT(Reasons(kCatalogue, "libs/domain/grants/a.cc", "Refuse(kCapExhausted);"),
              ElementsAre(why));
  EXPECT_THAT(Reasons(kCatalogue, "libs/domain/market/a_test.cc", "Refused(kCapExhausted);"),
              ElementsAre(why));
}

TEST(Reasons, WithAnotherTextThanTheirNameAreFound) {
  EXPECT_THAT(Reasons("inline constexpr std::string_view kCapSpent =\n    \"CAP_EXHAUSTED\";\n",
                      "libs/domain/grants/a_test.cc", "Refused(kCapSpent);"),
              ElementsAre("kCapSpent should be \"CAP_SPENT\""));
}

}  // namespace
}  // namespace debut::architecture
