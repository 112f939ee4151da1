#include "policy/policy_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "eventstore/plain_text.h"
#include "tests/support/build_tree.h"

namespace debut::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string MeasuresOf2020() {
  std::ifstream file(test::SourcePath("deploy/policy/first-created-products-2020.txtpb"));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The installed text with its first `from` replaced.
std::string With(const std::string& from, const std::string& to) {
  std::string text = MeasuresOf2020();
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::vector<std::string> ProblemsIn(const std::string& text) {
  std::vector<std::string> problems;
  for (const PolicyProblem& problem : ReadPolicy(text).problems) {
    problems.push_back(problem.ToText());
  }
  return problems;
}

TEST(ReadPolicy, ReadsTheMeasuresOf2020) {
  EXPECT_THAT(ProblemsIn(MeasuresOf2020()), ElementsAre());
  const v1::PolicyVersion version = ReadPolicy(MeasuresOf2020()).version;
  EXPECT_EQ(version.version_id(), "2020-12-30");
  EXPECT_EQ(version.first_market_entry().cap_international().fen(), 200'000'000);
  EXPECT_EQ(version.first_market_entry().cap_domestic().fen(), 100'000'000);
  EXPECT_EQ(version.insurance().cap_per_enterprise_year().fen(), 100'000'000);
  EXPECT_EQ(version.financing().cap_per_enterprise_credit_product_year().fen(), 50'000'000);
  EXPECT_EQ(version.financing().revenue_max().fen(), 20'000'000'000);
  EXPECT_EQ(version.notice().working_days_min().value(), 5u);
}

TEST(ReadPolicy, NamesLineAndColumnOfASyntaxError) {
  EXPECT_THAT(ProblemsIn("version_id: \"1\"\ntitle: 7\n"),
              ElementsAre(HasSubstr("line 2, column 8: Expected string")));
  EXPECT_THAT(ProblemsIn("version_id: \"1\"\n  colour: 7\n"),
              ElementsAre(HasSubstr("line 2, column 9: Message type")));
}

TEST(ReadPolicy, DescribesAProblemWithoutPartsOfCharacters) {
  const auto problems = ReadPolicy("首创").problems;
  ASSERT_FALSE(problems.empty());
  for (const PolicyProblem& problem : problems) {
    EXPECT_TRUE(eventstore::IsPlainText(problem.description)) << problem.description;
  }
}

TEST(ReadPolicy, RefusesAFigureWithoutAnArticle) {
  EXPECT_THAT(ProblemsIn(With("cap_domestic { fen: 100000000 article: \"3-3\" }",
                              "cap_domestic { fen: 100000000 }")),
              ElementsAre(HasSubstr("first_market_entry.cap_domestic.article: names no article")));
}

TEST(ReadPolicy, RefusesAnArticleThatIsNotThere) {
  const auto problems =
      ProblemsIn(With("fen: 100000000 article: \"3-3\"", "fen: 100000000 article: \"3-33\""));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0], StartsWith("line "));
  EXPECT_THAT(problems[0], HasSubstr("first_market_entry.cap_domestic.article: article 3-33"));
}

TEST(ReadPolicy, RefusesAMissingFigure) {
  EXPECT_THAT(ProblemsIn(With("  working_days_min { value: 5 article: \"0-1\" }", "")),
              ElementsAre(HasSubstr("notice.working_days_min: is not given")));
}

TEST(ReadPolicy, RefusesAMissingSection) {
  const std::string text = MeasuresOf2020();
  EXPECT_THAT(ProblemsIn(text.substr(0, text.find("review {"))),
              ElementsAre(HasSubstr("review: is not given")));
}

TEST(ReadPolicy, RefusesARatioAboveOneOrWithoutADenominator) {
  EXPECT_THAT(ProblemsIn(With("numerator: 30 denominator: 100", "numerator: 130 denominator: 100")),
              ElementsAre(HasSubstr("first_market_entry.rate_max: is not a ratio")));
  EXPECT_THAT(ProblemsIn(With("numerator: 30 denominator: 100", "numerator: 30")),
              ElementsAre(HasSubstr("first_market_entry.rate_max: is not a ratio")));
}

TEST(ReadPolicy, RefusesANegativeCapAndTakesZeroAndNone) {
  EXPECT_THAT(ProblemsIn(With("fen: 200000000", "fen: -1")),
              ElementsAre(HasSubstr("cap_international: is neither an amount")));
  EXPECT_THAT(ProblemsIn(With("fen: 200000000", "none: false")),
              ElementsAre(HasSubstr("cap_international: is neither an amount")));
  EXPECT_THAT(ProblemsIn(With("fen: 200000000", "")),
              ElementsAre(HasSubstr("cap_international.cap: is not given")));
  EXPECT_THAT(ProblemsIn(With("fen: 200000000", "fen: 0")), ElementsAre());
  EXPECT_THAT(ProblemsIn(With("fen: 200000000", "none: true")), ElementsAre());
}

TEST(ReadPolicy, RefusesANegativeAmount) {
  EXPECT_THAT(ProblemsIn(With("fen: 20000000000", "fen: -5")),
              ElementsAre(HasSubstr("financing.revenue_max: is not an amount")));
}

TEST(ReadPolicy, RefusesCountsThatNobodyMeans) {
  EXPECT_THAT(ProblemsIn(With("value: 3 article: \"3-4\"", "value: 1001 article: \"3-4\"")),
              ElementsAre(HasSubstr("joining_period_months: is more than 1000")));
  EXPECT_THAT(ProblemsIn(With("value: 5 article", "value: 0 article")),
              ElementsAre(HasSubstr("notice: has no working day")));
}

TEST(ReadPolicy, RefusesADateThatDoesNotExist) {
  EXPECT_THAT(ProblemsIn(With("issued_date: \"2020-12-30\"", "issued_date: \"2020-02-30\"")),
              ElementsAre(HasSubstr("issued_date: ")));
}

TEST(ReadPolicy, RefusesAnArticleThatIsThereTwice) {
  EXPECT_THAT(ProblemsIn(With("id: \"3-10\"", "id: \"3-9\"")),
              ElementsAre(HasSubstr("article 3-9 is there twice"), HasSubstr("article 3-10")));
}

TEST(ReadPolicy, RefusesAnArticleWithoutTextOrAuthority) {
  EXPECT_THAT(ProblemsIn(With("  authority: AUTHORITY_NOTICE\n", "")),
              ElementsAre(HasSubstr(".authority: is not given")));
  EXPECT_THAT(ProblemsIn(With("  text_en: \"At most 500,000 yuan", "#")),
              ElementsAre(HasSubstr(".text_en: is not given")));
}

TEST(ReadPolicy, RefusesControlCharacters) {
  EXPECT_THAT(ProblemsIn(With("title: \"", "title: \"\\001")),
              ElementsAre(HasSubstr("title: is not plain UTF-8")));
}

TEST(ReadPolicy, RefusesAnUnsetChoice) {
  EXPECT_THAT(ProblemsIn(With("cap_level_on: CAP_LEVEL_BASIS_SIGNING_DATE", "")),
              ElementsAre(HasSubstr("first_market_entry.cap_level_on: is not given")));
}

TEST(ReadPolicy, RefusesATextWithoutArticles) {
  EXPECT_THAT(ProblemsIn("version_id: \"1\""), ::testing::Contains(HasSubstr("articles: are")));
}

TEST(ReadPolicy, RefusesATextThatIsTooLong) {
  EXPECT_THAT(ProblemsIn(std::string(kPolicyTextBytesMax + 1, '#')),
              ElementsAre(HasSubstr("50001 bytes")));
}

TEST(ReadPolicy, ListsProblemsInTheOrderOfTheText) {
  std::string text = With("fen: 200000000", "fen: -1");
  text.replace(text.find("title: "), 6, "# ");
  EXPECT_THAT(ProblemsIn(text), ElementsAre(StartsWith("line 1, column 1: title: is not given"),
                                            HasSubstr("cap_international: is neither")));
}

TEST(PolicyDigest, IsTheSha256OfTheText) {
  EXPECT_EQ(PolicyDigest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_NE(PolicyDigest("a: 1"), PolicyDigest("a: 1 "));
}

TEST(VersionInAdoptedText, IsTheVersionThatWasRead) {
  EXPECT_EQ(VersionInAdoptedText(MeasuresOf2020()).SerializeAsString(),
            ReadPolicy(MeasuresOf2020()).version.SerializeAsString());
}

}  // namespace
}  // namespace debut::policy
