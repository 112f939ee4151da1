#include "policy/exchange.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;
using money::Ratio;

v1::ExchangeRules Rules() {
  v1::ExchangeRules rules;
  rules.mutable_rate_max()->set_article("6-1");
  rules.set_item_limit_article("6-2");
  rules.set_cap_article("6-3");
  rules.set_eligible_expense_article("6-4");
  return rules;
}

EligibleExpense Expense(const std::string& id, const std::string& category, Fen approved) {
  return {.expense_id = id,
          .category = category,
          .approved = approved,
          .reason = "",
          .positions = {Position{5}}};
}

ExchangeInputs BoothAndFreight() {
  return {
      .expenses = {Expense("X-1", "BOOTH", Fen(5'000'001)), Expense("X-2", "BOOTH", Fen(4'000'000)),
                   Expense("X-3", "FREIGHT", Fen(1'000'000))},
      .limits = {{"BOOTH", Fen(6'000'001)}, {"FREIGHT", Fen(2'000'000)}},
      .rate = Ratio::Percent(50),
      .cap = std::nullopt,
      .cap_used = Fen(0)};
}

v1::CalculationSheet SheetOf(const ExchangeInputs& inputs) {
  Calculation calculation({});
  CalculateExchange(Rules(), inputs, calculation);
  return calculation.Sheet();
}

Fen AwardOf(const ExchangeInputs& inputs) { return Fen(SheetOf(inputs).award_fen()); }

TEST(Exchange, LimitsEachCategoryAndRoundsOnce) {
  // 6,000,001 of the booth and 1,000,000 of the freight at 50 %: 3,500,000.5 fen, floored.
  EXPECT_EQ(AwardOf(BoothAndFreight()), Fen(3'500'000));
}

TEST(Exchange, IsCutToTheRoomUnderTheCapOfTheYear) {
  ExchangeInputs inputs = BoothAndFreight();
  inputs.cap = Fen(3'000'000);
  EXPECT_EQ(AwardOf(inputs), Fen(3'000'000));
  inputs.cap_used = Fen(2'999'999);
  EXPECT_EQ(AwardOf(inputs), Fen(1));
  inputs.cap = Fen(0);
  inputs.cap_used = Fen(0);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(Exchange, WritesEveryStepWithItsArticle) {
  ExchangeInputs inputs = BoothAndFreight();
  inputs.expenses[1].reason = "超标准面积";
  const v1::CalculationSheet sheet = SheetOf(inputs);
  ASSERT_EQ(sheet.inputs_size(), 4);
  EXPECT_EQ(sheet.inputs(1).name(), "BOOTH");
  EXPECT_EQ(sheet.inputs(2).name(), "approval_reason");
  EXPECT_EQ(sheet.inputs(2).text(), "超标准面积");
  ASSERT_EQ(sheet.steps_size(), 5);
  EXPECT_EQ(sheet.steps(0).kind(), v1::STEP_KIND_ITEM);
  EXPECT_EQ(sheet.steps(0).item(), "BOOTH");
  EXPECT_EQ(sheet.steps(0).item_fen(), 9'000'001);
  EXPECT_EQ(sheet.steps(0).limit_fen(), 6'000'001);
  EXPECT_EQ(sheet.steps(0).after_fen(), 6'000'001);
  EXPECT_EQ(sheet.steps(0).article(), "6-2");
  EXPECT_EQ(sheet.steps(1).item(), "FREIGHT");
  EXPECT_EQ(sheet.steps(1).before_fen(), 6'000'001);
  EXPECT_EQ(sheet.steps(1).after_fen(), 7'000'001);
  EXPECT_EQ(sheet.steps(2).kind(), v1::STEP_KIND_RATE);
  EXPECT_EQ(sheet.steps(2).article(), "6-1");
  EXPECT_TRUE(sheet.steps(3).unlimited());
  EXPECT_TRUE(sheet.steps(4).unlimited());
}

RC_GTEST_PROP(Exchange, W15RaisingAnyInputNeverLowersTheAward, ()) {
  const auto amount = [] { return Fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000)); };
  ExchangeInputs inputs = BoothAndFreight();
  for (EligibleExpense& expense : inputs.expenses) expense.approved = amount();
  for (auto& [category, limit] : inputs.limits) limit = amount();
  inputs.rate = Ratio(*rc::gen::inRange<std::int64_t>(1, 1'000), 1'000);
  inputs.cap = amount();
  inputs.cap_used = amount();
  const Fen before = AwardOf(inputs);
  RC_ASSERT(before >= Fen(0) && before + inputs.cap_used <= std::max(*inputs.cap, inputs.cap_used));

  ExchangeInputs more = inputs;
  more.expenses[*rc::gen::inRange<std::size_t>(0, 3)].approved += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.limits["BOOTH"] += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.rate = Ratio(inputs.rate.num() + *rc::gen::inRange<std::int64_t>(0, 1'000), 1'000);
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.cap = *inputs.cap + amount();
  RC_ASSERT(AwardOf(more) >= before);
}

}  // namespace
}  // namespace debut::policy
