#include "policy/first_market_entry.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::policy {
namespace {

using certification::v1::LEVEL_DOMESTIC;
using certification::v1::LEVEL_INTERNATIONAL;
using eventstore::Position;
using money::Fen;
using money::Ratio;

v1::FirstMarketEntryRules Rules() {
  v1::FirstMarketEntryRules rules;
  rules.mutable_rate_max()->set_article("3-1");
  rules.mutable_cap_international()->set_fen(200'000'000);
  rules.mutable_cap_international()->set_article("3-2");
  rules.mutable_cap_domestic()->set_fen(100'000'000);
  rules.mutable_cap_domestic()->set_article("3-3");
  rules.set_eligible_amount_article("3-7");
  rules.set_cap_level_on_article("3-8");
  return rules;
}

FirstMarketEntryInputs OneContract(Fen amount, certification::v1::Level level) {
  return {.contracts = {{"C-1", amount, {Position{7}}}},
          .product_id = "P-1",
          .level = level,
          .level_positions = {Position{3}},
          .rate = Ratio::Percent(30),
          .cap_used = Fen(0)};
}

v1::CalculationSheet SheetOf(const FirstMarketEntryInputs& inputs,
                             const v1::FirstMarketEntryRules& rules = Rules()) {
  Calculation calculation({});
  CalculateFirstMarketEntry(rules, inputs, calculation);
  return calculation.Sheet();
}

Fen AwardOf(const FirstMarketEntryInputs& inputs,
            const v1::FirstMarketEntryRules& rules = Rules()) {
  return Fen(SheetOf(inputs, rules).award_fen());
}

TEST(FirstMarketEntry, W1IsCutToTheCapOfAnInternationallyFirstProduct) {
  EXPECT_EQ(AwardOf(OneContract(Fen(666'666'667), LEVEL_INTERNATIONAL)), Fen(200'000'000));
}

TEST(FirstMarketEntry, W2FloorsOnceBelowTheCapOfADomesticallyFirstProduct) {
  EXPECT_EQ(AwardOf(OneContract(Fen(333'333'333), LEVEL_DOMESTIC)), Fen(99'999'999));
}

TEST(FirstMarketEntry, RoundsTheSumAndNotEachContract) {
  auto inputs = OneContract(Fen(3), LEVEL_DOMESTIC);
  inputs.contracts = {{"C-1", Fen(3), {Position{7}}}, {"C-2", Fen(3), {Position{8}}}};
  inputs.contracts.push_back({"C-3", Fen(4), {Position{9}}});
  EXPECT_EQ(AwardOf(inputs), Fen(3));
}

TEST(FirstMarketEntry, W5GivesTheLastFenUnderTheCapAndNoMore) {
  auto inputs = OneContract(Fen(333'333'334), LEVEL_DOMESTIC);
  inputs.cap_used = Fen(99'999'999);
  EXPECT_EQ(AwardOf(inputs), Fen(1));
  inputs.cap_used = Fen(100'000'000);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(FirstMarketEntry, ACapThatWasLoweredBelowWhatIsUsedLeavesNothing) {
  auto inputs = OneContract(Fen(100'000), LEVEL_DOMESTIC);
  inputs.cap_used = Fen(150'000'000);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(FirstMarketEntry, ACapOfZeroMeansZeroAndNoCapIsAnotherValue) {
  auto rules = Rules();
  rules.mutable_cap_domestic()->set_fen(0);
  EXPECT_EQ(AwardOf(OneContract(Fen(1'000'000'000), LEVEL_DOMESTIC), rules), Fen(0));
  rules.mutable_cap_domestic()->set_none(true);
  EXPECT_EQ(AwardOf(OneContract(Fen(1'000'000'000), LEVEL_DOMESTIC), rules), Fen(300'000'000));
}

TEST(FirstMarketEntry, W14DoesNotOverflowOnTheLargestContracts) {
  auto inputs = OneContract(money::kAmountMax, LEVEL_INTERNATIONAL);
  inputs.rate = Ratio(300'000'000'000'000'000, 1'000'000'000'000'000'000);
  auto rules = Rules();
  rules.mutable_cap_international()->set_none(true);
  EXPECT_EQ(AwardOf(inputs, rules), Fen(3'000'000'000'000));
}

TEST(FirstMarketEntry, WritesEveryStepWithItsArticle) {
  auto inputs = OneContract(Fen(666'666'667), LEVEL_INTERNATIONAL);
  inputs.cap_used = Fen(50'000'000);
  const v1::CalculationSheet sheet = SheetOf(inputs);

  ASSERT_EQ(sheet.inputs_size(), 2);
  EXPECT_EQ(sheet.inputs(0).subject(), "C-1");
  EXPECT_EQ(sheet.inputs(0).positions(0), 7u);
  EXPECT_EQ(sheet.inputs(1).text(), "LEVEL_INTERNATIONAL");
  ASSERT_EQ(sheet.steps_size(), 4);
  EXPECT_EQ(sheet.steps(0).kind(), v1::STEP_KIND_SUM);
  EXPECT_EQ(sheet.steps(0).after_fen(), 666'666'667);
  EXPECT_EQ(sheet.steps(1).kind(), v1::STEP_KIND_RATE);
  EXPECT_EQ(sheet.steps(1).numerator(), 30);
  EXPECT_EQ(sheet.steps(1).denominator(), 100);
  EXPECT_EQ(sheet.steps(1).after_fen(), 200'000'000);
  EXPECT_EQ(sheet.steps(2).kind(), v1::STEP_KIND_CAP);
  EXPECT_EQ(sheet.steps(2).limit_fen(), 200'000'000);
  EXPECT_EQ(sheet.steps(2).article(), "3-2");
  EXPECT_EQ(sheet.steps(3).kind(), v1::STEP_KIND_ROOM);
  EXPECT_EQ(sheet.steps(3).limit_fen(), 150'000'000);
  EXPECT_EQ(sheet.cap_used_before_fen(), 50'000'000);
  EXPECT_EQ(sheet.cap_used_after_fen(), 200'000'000);
  EXPECT_EQ(sheet.award_fen(), 150'000'000);
}

TEST(FirstMarketEntry, GivesTheSameBytesForTheSameFacts) {
  const auto inputs = OneContract(Fen(123'456'789), LEVEL_DOMESTIC);
  EXPECT_EQ(SheetOf(inputs).SerializeAsString(), SheetOf(inputs).SerializeAsString());
}

RC_GTEST_PROP(FirstMarketEntry, W15RaisingAnyInputNeverLowersTheAward, ()) {
  const auto amount = [] { return Fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000)); };
  auto inputs = OneContract(amount(), LEVEL_DOMESTIC);
  inputs.contracts.push_back({"C-2", amount(), {Position{8}}});
  inputs.rate = Ratio(*rc::gen::inRange<std::int64_t>(1, 300), 1000);
  inputs.cap_used = amount();
  const Fen before = AwardOf(inputs);
  RC_ASSERT(before >= Fen(0) &&
            before + inputs.cap_used <= std::max(Fen(100'000'000), inputs.cap_used));

  auto more = inputs;
  more.contracts[*rc::gen::inRange<std::size_t>(0, 2)].amount += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.rate = Ratio(inputs.rate.num() + *rc::gen::inRange<std::int64_t>(0, 100), 1000);
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.level = LEVEL_INTERNATIONAL;
  RC_ASSERT(AwardOf(more) >= before);
}

}  // namespace
}  // namespace debut::policy
