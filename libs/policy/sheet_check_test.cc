#include "policy/sheet_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/calculation.h"

namespace debut::policy {
namespace {

using money::Fen;
using ::testing::HasSubstr;

v1::CalculationSheet SheetOfPremiums() {
  Calculation calculation({});
  calculation.Input("premium", "IP-1", Fen(1'001), {{3}}, "4-1");
  calculation.Input("premium", "IP-2", Fen(2'000), {{4}}, "4-1");
  calculation.Sum("4-1");
  calculation.Rate(money::Ratio(4, 5), "4-1");
  calculation.Cap(Fen(2'000), "4-2");
  calculation.Difference(Fen(500), "4-3");
  calculation.Reduce(Fen(1'400), "REDUCTION_MODE_QUEUE", {9}, "指南");
  return calculation.Sheet();
}

TEST(MisstepIn, AddsUpWhatACalculationWrote) {
  EXPECT_EQ(MisstepIn(SheetOfPremiums()), "");
  EXPECT_EQ(SheetOfPremiums().award_fen(), 1'400);
}

TEST(MisstepIn, AddsUpItemsAndStepsWithoutALimit) {
  Calculation calculation({});
  calculation.Input("booth", "X-1", Fen(700), {{3}}, "6-1");
  calculation.Input("travel", "X-2", Fen(900), {{4}}, "6-1");
  calculation.Item("booth", Fen(500), "6-2");
  calculation.Item("travel", Fen(1'000), "6-2");
  calculation.Room(std::nullopt, Fen(), "6-3");
  EXPECT_EQ(MisstepIn(calculation.Sheet()), "");
  EXPECT_EQ(calculation.Sheet().award_fen(), 1'400);
}

TEST(MisstepIn, FindsAnotherRounding) {
  auto sheet = SheetOfPremiums();
  sheet.mutable_steps(1)->set_after_fen(sheet.steps(1).after_fen() + 1);
  EXPECT_THAT(MisstepIn(sheet), HasSubstr("step 2, STEP_KIND_RATE: comes to 2400 fen"));
}

TEST(MisstepIn, FindsAnInputThatTheSumDoesNotHave) {
  auto sheet = SheetOfPremiums();
  sheet.mutable_inputs(0)->set_amount_fen(1'002);
  EXPECT_THAT(MisstepIn(sheet), HasSubstr("step 1, STEP_KIND_SUM"));
}

TEST(MisstepIn, FindsAStepThatDoesNotContinue) {
  auto sheet = SheetOfPremiums();
  sheet.mutable_steps(2)->set_before_fen(7);
  EXPECT_THAT(MisstepIn(sheet), HasSubstr("begins with 7 fen"));
}

TEST(MisstepIn, FindsARateThatNoCalculationHas) {
  auto sheet = SheetOfPremiums();
  sheet.mutable_steps(1)->set_denominator(0);
  EXPECT_THAT(MisstepIn(sheet), HasSubstr("no calculation"));
}

TEST(MisstepIn, FindsAnotherAward) {
  auto sheet = SheetOfPremiums();
  sheet.set_award_fen(1'401);
  EXPECT_THAT(MisstepIn(sheet), HasSubstr("the sheet's award is 1401"));
}

}  // namespace
}  // namespace debut::policy
