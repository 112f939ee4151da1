#include "services/debut/what_if_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace debut::cli {
namespace {

using money::Fen;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

redecision::WhatIf Result() {
  const auto measure = policy::v1::MEASURE_INSURANCE;
  return {.awards = {{.claim_id = "CL-1",
                      .enterprise_id = "E-<1>",
                      .measure = measure,
                      .budget_id = "4/2021",
                      .recorded = Fen(800),
                      .supposed = Fen(900)},
                     {.claim_id = "CL-2",
                      .enterprise_id = "E-2",
                      .measure = measure,
                      .budget_id = "4/2021",
                      .recorded = Fen(500),
                      .supposed = Fen(),
                      .refusal = "CAP_EXHAUSTED"},
                     {.claim_id = "CL-3",
                      .enterprise_id = "E-3",
                      .measure = measure,
                      .budget_id = "4/2021",
                      .recorded = Fen(70),
                      .supposed = Fen(70)}},
          .budgets = {{.budget_id = "4/2021",
                       .allotted = Fen(950),
                       .recorded = Fen(1'370),
                       .supposed = Fen(970)}},
          .head = {99}};
}

TEST(WhatIfTables, ShowWhoReceivesMoreOrLessAndTheBudget) {
  const auto tables = TablesOf(Result());
  ASSERT_EQ(tables.size(), 4u);
  EXPECT_THAT(tables[0].rows.back(), ElementsAre("合计 Total", "1", "1", "13.70", "9.70", "-4.00"));
  EXPECT_THAT(tables[1].rows.at(0),
              ElementsAre("4/2021", "9.50", "13.70", "9.70", "-4.00", "0.20"));
  ASSERT_EQ(tables[2].rows.size(), 2u);  // E-3 receives the same.
  EXPECT_THAT(tables[3].rows.at(1),
              ElementsAre("CL-2", "E-2", "CAP_EXHAUSTED", "5.00", "0.00", "-5.00"));
}

TEST(WhatIfHtml, IsOnePageThatLoadsNothing) {
  const std::string html = WhatIfHtml(Result(), "rate 90%");
  EXPECT_THAT(html, HasSubstr("<svg"));
  EXPECT_THAT(html, HasSubstr("E-&lt;1&gt;"));
  EXPECT_THAT(html, HasSubstr("rate 90%"));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("href=")));
}

}  // namespace
}  // namespace debut::cli
