#include "domain/grants/allot_budget.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;

AllotBudget Allot(Fen amount) {
  return {.measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY,
          .budget_year = 2021,
          .amount = amount,
          .document = "2021年度预算批复",
          .allotted_date = absl::CivilDay(2021, 1, 4)};
}

TEST(AllotBudget, RecordsTheAppropriation) {
  Given().When(Allot(Fen(500))).Then(testing::Budget(Fen(500)));
}

TEST(AllotBudget, AddsToWhatWasAllottedBefore) {
  Given(testing::Budget(Fen(300))).When(Allot(Fen(500))).Then(testing::Budget(Fen(500)));
}

TEST(AllotBudget, RefusesMeasuresThatPayNoMoney) {
  auto allot = Allot(Fen(500));
  for (const auto measure : {policy::v1::MEASURE_CERTIFICATION, policy::v1::MEASURE_PROMOTION}) {
    allot.measure = measure;
    Given().When(allot).ThenRejected(kMeasureWithoutMoney);
  }
}

TEST(AllotBudget, TakesMeasuresWhoseRoundsCanNotBeRunYet) {
  auto allot = Allot(Fen(500));
  allot.measure = policy::v1::MEASURE_INSURANCE;
  EXPECT_EQ(Given().When(allot).Recorded<v1::BudgetAllotted>()->budget_id(), "4/2021");
}

TEST(AllotBudget, RefusesABudgetThatNoAmountCanHold) {
  Given(testing::Budget(Fen(1))).When(Allot(money::kAmountMax)).ThenRejected(kBudgetTooLarge);
}

}  // namespace
}  // namespace debut::grants
