#include "policy/insurance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;
using money::Ratio;
using money::Yuan;

v1::InsuranceRules Rules() {
  v1::InsuranceRules rules;
  rules.mutable_rate()->set_article("4-1");
  rules.mutable_cap_per_enterprise_year()->set_fen(100'000'000);
  rules.mutable_cap_per_enterprise_year()->set_article("4-2");
  rules.set_limit_year_article("4-3");
  rules.set_eligible_premium_article("4-4");
  rules.set_difference_article("4-5");
  return rules;
}

InsuranceInputs Premiums(const std::vector<Fen>& paid) {
  InsuranceInputs inputs{.premiums = {}, .rate = Ratio::Percent(80), .awarded = Fen()};
  for (std::size_t i = 0; i < paid.size(); ++i) {
    inputs.premiums.push_back({fmt::format("IP-{}", i + 1), paid[i], Fen(), {Position{i + 5}}});
  }
  return inputs;
}

v1::CalculationSheet SheetOf(const InsuranceInputs& inputs,
                             const v1::InsuranceRules& rules = Rules()) {
  Calculation calculation({});
  CalculateInsurance(rules, inputs, calculation);
  return calculation.Sheet();
}

Fen AwardOf(const InsuranceInputs& inputs, const v1::InsuranceRules& rules = Rules()) {
  return Fen(SheetOf(inputs, rules).award_fen());
}

TEST(Insurance, CompensatesFourFifthsOfThePremiumFlooredOnce) {
  EXPECT_EQ(AwardOf(Premiums({Fen(3), Fen(3)})), Fen(4));
  EXPECT_EQ(AwardOf(Premiums({Yuan(1'250'000)})), Yuan(1'000'000));
  EXPECT_EQ(AwardOf(Premiums({Yuan(1'250'000) - Fen(1)})), Yuan(1'000'000) - Fen(1));
  EXPECT_EQ(AwardOf(Premiums({Yuan(1'250'000) + Fen(2)})), Yuan(1'000'000));
}

TEST(Insurance, W3ACancelledPolicyAboveTheCapTakesNothingBack) {
  auto inputs = Premiums({Yuan(800'000), Yuan(825'000), Yuan(250'000)});
  EXPECT_EQ(AwardOf(inputs), Yuan(1'000'000));
  inputs.premiums[2].refunded = Yuan(250'000);
  EXPECT_EQ(AwardOf(inputs), Yuan(1'000'000));
  inputs.awarded = Yuan(1'000'000);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(Insurance, PaysTheDifferenceToWhatWasAwarded) {
  auto inputs = Premiums({Yuan(800'000)});
  EXPECT_EQ(AwardOf(inputs), Yuan(640'000));
  inputs = Premiums({Yuan(800'000), Yuan(825'000)});
  inputs.awarded = Yuan(640'000);
  EXPECT_EQ(AwardOf(inputs), Yuan(360'000));
  inputs.awarded = Yuan(1'000'001);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(Insurance, ACapOfZeroMeansZeroAndNoCapIsAnotherValue) {
  auto rules = Rules();
  rules.mutable_cap_per_enterprise_year()->set_fen(0);
  EXPECT_EQ(AwardOf(Premiums({Yuan(5'000'000)}), rules), Fen(0));
  rules.mutable_cap_per_enterprise_year()->set_none(true);
  EXPECT_EQ(AwardOf(Premiums({Yuan(5'000'000)}), rules), Yuan(4'000'000));
}

TEST(Insurance, W14DoesNotOverflowOnTheLargestPremiums) {
  auto rules = Rules();
  rules.mutable_cap_per_enterprise_year()->set_none(true);
  auto inputs = Premiums({money::kAmountMax, money::kAmountMax});
  inputs.rate = Ratio(800'000'000'000'000'000, 1'000'000'000'000'000'000);
  EXPECT_EQ(AwardOf(inputs, rules), Fen(16'000'000'000'000));
}

TEST(Insurance, WritesEveryStepWithItsArticle) {
  auto inputs = Premiums({Yuan(1'500'000), Yuan(500'000)});
  inputs.premiums[0].refunded = Yuan(500'000);
  inputs.premiums[0].positions = {Position{9}, Position{5}};
  inputs.awarded = Yuan(600'000);
  const v1::CalculationSheet sheet = SheetOf(inputs);
  ASSERT_EQ(sheet.inputs_size(), 2);
  EXPECT_EQ(sheet.inputs(0).subject(), "IP-1");
  EXPECT_EQ(sheet.inputs(0).amount_fen(), 100'000'000);
  EXPECT_EQ(sheet.inputs(0).positions(0), 5u);
  EXPECT_EQ(sheet.inputs(0).article(), "4-3");
  ASSERT_EQ(sheet.steps_size(), 4);
  EXPECT_EQ(sheet.steps(0).kind(), v1::STEP_KIND_SUM);
  EXPECT_EQ(sheet.steps(0).article(), "4-4");
  EXPECT_EQ(sheet.steps(1).kind(), v1::STEP_KIND_RATE);
  EXPECT_EQ(sheet.steps(1).after_fen(), 120'000'000);
  EXPECT_EQ(sheet.steps(2).kind(), v1::STEP_KIND_CAP);
  EXPECT_EQ(sheet.steps(2).after_fen(), 100'000'000);
  EXPECT_EQ(sheet.steps(3).kind(), v1::STEP_KIND_DIFFERENCE);
  EXPECT_EQ(sheet.steps(3).limit_fen(), 60'000'000);
  EXPECT_EQ(sheet.cap_used_after_fen(), 100'000'000);
  EXPECT_EQ(sheet.award_fen(), 40'000'000);
}

RC_GTEST_PROP(Insurance, W15RaisingAnyInputNeverLowersTheAward, ()) {
  const auto amount = [] { return Fen(*rc::gen::inRange<std::int64_t>(0, 200'000'000)); };
  auto inputs = Premiums({amount(), amount(), amount()});
  for (NetPremium& premium : inputs.premiums) premium.refunded = std::min(amount(), premium.paid);
  inputs.awarded = amount();
  const Fen before = AwardOf(inputs);
  RC_ASSERT(before >= Fen(0) &&
            before + inputs.awarded <= std::max(Fen(100'000'000), inputs.awarded));
  const auto i = *rc::gen::inRange<std::size_t>(0, 3);
  auto more = inputs;
  more.premiums[i].paid += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.premiums[i].refunded = *rc::gen::element(Fen(), more.premiums[i].refunded);
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.awarded += amount();
  RC_ASSERT(AwardOf(more) <= before);
}

// However the premiums of a year are divided into claims, the awards add up to the same.
RC_GTEST_PROP(Insurance, ManyClaimsAddUpToOne, ()) {
  std::vector<Fen> paid;
  Fen awarded;
  for (int i = *rc::gen::inRange(1, 9); i > 0; --i) {
    paid.push_back(Fen(*rc::gen::inRange<std::int64_t>(0, 50'000'000)));
    auto inputs = Premiums(paid);
    inputs.awarded = awarded;
    awarded += AwardOf(inputs);
  }
  RC_ASSERT(awarded == AwardOf(Premiums(paid)));
}

}  // namespace
}  // namespace debut::policy
