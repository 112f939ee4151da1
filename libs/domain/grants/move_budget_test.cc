#include "domain/grants/move_budget.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Budget;
using testing::Story;

v1::BudgetTransferred Transferred(Fen amount) {
  v1::BudgetTransferred fact;
  fact.set_from_budget_id("3/2021");
  fact.set_to_budget_id("7/2021");
  fact.set_to_measure(policy::v1::MEASURE_FINANCING);
  fact.set_budget_year(2021);
  fact.set_amount_fen(amount.count);
  fact.set_document("预算调剂");
  fact.set_transferred_date("2021-06-01");
  return fact;
}

v1::BudgetLapsed Lapsed(Fen amount) {
  v1::BudgetLapsed fact;
  fact.set_budget_id("3/2021");
  fact.set_amount_fen(amount.count);
  fact.set_document("结余收回");
  fact.set_lapsed_date("2021-12-31");
  return fact;
}

TransferBudget Transfer(Fen amount) {
  return {.from_measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY,
          .to_measure = policy::v1::MEASURE_FINANCING,
          .budget_year = 2021,
          .amount = amount,
          .document = "预算调剂",
          .transferred_date = absl::CivilDay(2021, 6, 1)};
}

LapseBudget Lapse(absl::CivilDay date = absl::CivilDay(2021, 12, 31)) {
  return {.measure = policy::v1::MEASURE_FIRST_MARKET_ENTRY,
          .budget_year = 2021,
          .document = "结余收回",
          .lapsed_date = date};
}

v1::AwardProposed Reserved(Fen amount) {
  Story story;
  story.award = amount;
  return testing::Proposed(story);
}

TEST(TransferBudget, MovesWhatIsLeftToABudgetThatNeedNotExist) {
  Given(Budget(Fen(500))).When(Transfer(Fen(500))).Then(Transferred(Fen(500)));
}

TEST(TransferBudget, CountsForBothBudgets) {
  const auto back = [](Fen amount) {
    TransferBudget transfer = Transfer(amount);
    std::swap(transfer.from_measure, transfer.to_measure);
    return transfer;
  };
  Given(Budget(Fen(500)), Transferred(Fen(200)))
      .When(Transfer(Fen(301)))
      .ThenRejected(kBudgetExceeded);
  Given(Budget(Fen(500)), Transferred(Fen(200))).When(back(Fen(201))).ThenRejected(kBudgetExceeded);
  EXPECT_EQ(Given(Budget(Fen(500)), Transferred(Fen(200)))
                .When(back(Fen(200)))
                .Recorded<v1::BudgetTransferred>()
                ->to_budget_id(),
            "3/2021");
}

TEST(TransferBudget, RefusesAMeasureWithoutMoney) {
  auto transfer = Transfer(Fen(1));
  transfer.to_measure = policy::v1::MEASURE_PROMOTION;
  Given(Budget(Fen(500))).When(transfer).ThenRejected(kMeasureWithoutMoney);
}

TEST(TransferBudget, RefusesTheSameBudgetTwice) {
  auto transfer = Transfer(Fen(1));
  transfer.to_measure = transfer.from_measure;
  Given(Budget(Fen(500))).When(transfer).ThenRejected(kBudgetsAreOne);
}

TEST(TransferBudget, RefusesASourceThatIsNotThere) {
  Given().When(Transfer(Fen(1))).ThenRejected(kBudgetUnknown);
}

TEST(TransferBudget, RefusesMoreThanIsLeft) {
  Given(Budget(Fen(500)), Reserved(Fen(100)))
      .When(Transfer(Fen(401)))
      .ThenRejected(
          decision::Rejection{.reason = std::string(kBudgetExceeded),
                              .explanation = "400 fen are left of budget 3/2021, and 401 would go",
                              .kind = decision::RejectionKind::kFailedPrecondition,
                              .metadata = {{"budget_id", "3/2021"}, {"room_fen", "400"}}});
}

TEST(TransferBudget, RefusesATargetThatNoAmountCanHold) {
  Story financing;
  financing.budget_id = "7/2021";
  Given(Budget(money::kAmountMax), Budget(money::kAmountMax, financing))
      .When(Transfer(Fen(1)))
      .ThenRejected(kBudgetTooLarge);
}

TEST(LapseBudget, TakesWhatIsLeftAndLeavesWhatIsReserved) {
  Given(Budget(Fen(500)), Reserved(Fen(100))).When(Lapse()).Then(Lapsed(Fen(400)));
}

TEST(LapseBudget, RecordsNothingWhenNothingIsLeft) {
  Given(Budget(Fen(500)), Lapsed(Fen(500))).When(Lapse()).ThenNothing();
}

TEST(LapseBudget, RefusesABudgetThatIsNotThere) {
  Given().When(Lapse()).ThenRejected(kBudgetUnknown);
}

TEST(LapseBudget, RefusesADayBeforeTheLastOfTheYear) {
  Given(Budget(Fen(500)))
      .When(Lapse(absl::CivilDay(2021, 12, 30)))
      .ThenRejected(kBudgetYearNotOver);
}

}  // namespace
}  // namespace debut::grants
