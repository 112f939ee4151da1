#include "services/debut/year_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/debut/sheet_text.h"
#include "services/debut/svg_chart.h"

namespace debut::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

readmodels::v1::YearReport Report() {
  readmodels::v1::YearReport report;
  report.set_year(2021);
  report.set_enterprises_count(3);
  auto& measure = *report.add_measures();
  measure.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  measure.set_claims_count(4);
  measure.set_spent_fen(333'333'333);
  auto& month = *report.add_months();
  month.set_month("2021-07");
  month.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  month.set_paid_fen(333'333'333);
  auto& largest = *report.add_largest();
  largest.set_enterprise_name("北京<首创>, 公司");
  largest.set_paid_fen(333'333'333);
  return report;
}

TEST(ReportText, AddsUp) {
  EXPECT_THAT(ReportText(Report()), HasSubstr("3 首次进入市场 FIRST_MARKET_ENTRY"));
  EXPECT_THAT(ReportText(Report()), HasSubstr("合计 Total"));
}

TEST(ReportCsv, QuotesTextAndPrintsPlainAmounts) {
  const std::string csv = ReportCsv(Report());
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF")) << "spreadsheets see UTF-8";
  EXPECT_THAT(csv, HasSubstr("\"北京<首创>, 公司\""));
  EXPECT_THAT(csv, HasSubstr(",3333333.33,"));
  EXPECT_THAT(csv, HasSubstr("\r\n"));
}

TEST(ReportHtml, IsOnePageThatLoadsNothing) {
  const std::string html = ReportHtml(Report(), 42);
  EXPECT_THAT(html, HasSubstr("<meta charset=\"utf-8\">"));
  EXPECT_THAT(html, HasSubstr("<svg "));
  EXPECT_THAT(html, HasSubstr("北京&lt;首创&gt;, 公司"));
  EXPECT_THAT(html, HasSubstr("3,333,333.33元"));
  EXPECT_THAT(html, HasSubstr("@media print"));
  for (const char* outside : {"src=", "href=", "@import", "url(", "<script"}) {
    EXPECT_THAT(html, Not(HasSubstr(outside)));
  }
}

TEST(ReportHtml, StandsAnEmptyYear) {
  readmodels::v1::YearReport report;
  report.set_year(2019);
  EXPECT_THAT(ReportHtml(report, 0), HasSubstr("2019"));
}

TEST(StackedBars, AreInProportion) {
  const std::string svg =
      StackedBars({.title = "t", .labels = {"a", "b"}, .series = {{"s", "#000", {100, 50}}}});
  EXPECT_THAT(svg, HasSubstr("width=\"510\""));
  EXPECT_THAT(svg, HasSubstr("width=\"255\""));
}

TEST(ExplainedSheet, HasTheArticlesOfItsStepsInBothLanguages) {
  policy::v1::PolicyVersion version;
  auto& article = *version.add_articles();
  article.set_id("3-1");
  article.set_text_zh("不超过合同金额的30%");
  article.set_text_en("at most 30 % of the contract");
  policy::v1::CalculationSheet sheet;
  sheet.set_award_fen(140'950);
  auto& step = *sheet.add_steps();
  step.set_kind(policy::v1::STEP_KIND_RATE);
  step.set_numerator(3);
  step.set_denominator(10);
  step.set_article("3-1");
  const std::string text = ExplainedSheet(sheet, version);
  EXPECT_THAT(text, HasSubstr("不超过合同金额的30%"));
  EXPECT_THAT(text, HasSubstr("at most 30 % of the contract"));
  EXPECT_THAT(text, HasSubstr("人民币壹仟肆佰零玖元伍角"));
  EXPECT_THAT(text, HasSubstr("按比例 RATE"));
  step.set_article("9-9");
  EXPECT_THAT(ExplainedSheet(sheet, version), HasSubstr("[9-9] not in this version"));
}

}  // namespace
}  // namespace debut::cli
