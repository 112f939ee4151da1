#include "policy/standards.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;

v1::StandardsRules Rules() {
  v1::StandardsRules rules;
  rules.set_reward_article("2-1");
  rules.set_cap_article("2-2");
  return rules;
}

RewardedDrafting Drafting(const std::string& standard_id, Fen reward) {
  return {standard_id, "TIER_NATIONAL DRAFTER_ROLE_LEAD", reward, {Position{3}, Position{7}}};
}

v1::CalculationSheet SheetOf(const StandardsInputs& inputs) {
  Calculation calculation({});
  CalculateStandards(Rules(), inputs, calculation);
  return calculation.Sheet();
}

Fen AwardOf(const StandardsInputs& inputs) { return Fen(SheetOf(inputs).award_fen()); }

TEST(Standards, AddsUpTheRewards) {
  EXPECT_EQ(AwardOf({.draftings = {Drafting("S-1", Fen(3'000'000)), Drafting("S-2", Fen(1))},
                     .cap = std::nullopt,
                     .cap_used = Fen(0)}),
            Fen(3'000'001));
}

TEST(Standards, IsCutToTheRoomUnderTheCapOfTheYear) {
  StandardsInputs inputs{.draftings = {Drafting("S-1", Fen(3'000'000))},
                         .cap = Fen(5'000'000),
                         .cap_used = Fen(2'500'000)};
  EXPECT_EQ(AwardOf(inputs), Fen(2'500'000));
  inputs.cap_used = Fen(5'000'000);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(Standards, ACapOfZeroMeansZeroAndNoCapIsAnotherValue) {
  StandardsInputs inputs{
      .draftings = {Drafting("S-1", Fen(3'000'000))}, .cap = Fen(0), .cap_used = Fen(0)};
  EXPECT_EQ(AwardOf(inputs), Fen(0));
  inputs.cap = std::nullopt;
  EXPECT_EQ(AwardOf(inputs), Fen(3'000'000));
}

TEST(Standards, WritesEveryStepWithItsArticle) {
  const v1::CalculationSheet sheet = SheetOf({.draftings = {Drafting("S-1", Fen(3'000'000))},
                                              .cap = Fen(5'000'000),
                                              .cap_used = Fen(4'000'000)});
  ASSERT_EQ(sheet.inputs_size(), 2);
  EXPECT_EQ(sheet.inputs(0).text(), "TIER_NATIONAL DRAFTER_ROLE_LEAD");
  EXPECT_EQ(sheet.inputs(1).subject(), "S-1");
  EXPECT_EQ(sheet.inputs(1).amount_fen(), 3'000'000);
  EXPECT_EQ(sheet.inputs(1).positions(1), 7u);
  ASSERT_EQ(sheet.steps_size(), 3);
  EXPECT_EQ(sheet.steps(0).kind(), v1::STEP_KIND_SUM);
  EXPECT_EQ(sheet.steps(0).article(), "2-1");
  EXPECT_EQ(sheet.steps(1).kind(), v1::STEP_KIND_CAP);
  EXPECT_EQ(sheet.steps(1).article(), "2-2");
  EXPECT_EQ(sheet.steps(2).limit_fen(), 1'000'000);
  EXPECT_EQ(sheet.award_fen(), 1'000'000);
}

RC_GTEST_PROP(Standards, W15RaisingAnyInputNeverLowersTheAward, ()) {
  const auto amount = [] { return Fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000)); };
  const StandardsInputs inputs{.draftings = {Drafting("S-1", amount()), Drafting("S-2", amount())},
                               .cap = amount(),
                               .cap_used = amount()};
  const Fen before = AwardOf(inputs);
  RC_ASSERT(before >= Fen(0) && before + inputs.cap_used <= std::max(*inputs.cap, inputs.cap_used));
  StandardsInputs more = inputs;
  more.draftings[*rc::gen::inRange<std::size_t>(0, 2)].reward += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.cap = *inputs.cap + amount();
  RC_ASSERT(AwardOf(more) >= before);
}

}  // namespace
}  // namespace debut::policy
