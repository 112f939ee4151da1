#include "policy/financing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;
using money::Ratio;
using money::Yuan;

v1::FinancingRules Rules() {
  v1::FinancingRules rules;
  rules.mutable_rate()->set_article("7-1");
  rules.mutable_cap_per_enterprise_credit_product_year()->set_fen(50'000'000);
  rules.mutable_cap_per_enterprise_credit_product_year()->set_article("7-2");
  rules.set_eligible_interest_article("7-4");
  rules.set_difference_article("7-5");
  return rules;
}

FinancingInputs Interest(const std::vector<Fen>& paid) {
  FinancingInputs inputs{.interest = {},
                         .credit_product = "LOAN_TYPE_CREDIT",
                         .credit_product_positions = {Position{2}},
                         .rate = Ratio::Percent(40),
                         .awarded = Fen()};
  for (std::size_t i = 0; i < paid.size(); ++i) {
    inputs.interest.push_back({fmt::format("L-{}", i + 1), paid[i], Fen(), {Position{i + 5}}});
  }
  return inputs;
}

v1::CalculationSheet SheetOf(const FinancingInputs& inputs,
                             const v1::FinancingRules& rules = Rules()) {
  Calculation calculation({});
  CalculateFinancing(rules, inputs, calculation);
  return calculation.Sheet();
}

Fen AwardOf(const FinancingInputs& inputs, const v1::FinancingRules& rules = Rules()) {
  return Fen(SheetOf(inputs, rules).award_fen());
}

TEST(Financing, W4RoundsTheSumAndNotEachVoucher) {
  EXPECT_EQ(AwardOf(Interest({Fen(10'002), Fen(10'002), Fen(10'002)})), Fen(12'002));
}

TEST(Financing, StopsAtTheCapOfACreditProduct) {
  EXPECT_EQ(AwardOf(Interest({Yuan(1'250'000)})), Yuan(500'000));
  EXPECT_EQ(AwardOf(Interest({Yuan(1'250'000) - Fen(1)})), Yuan(500'000) - Fen(1));
  EXPECT_EQ(AwardOf(Interest({Yuan(1'000'000), Yuan(1'000'000)})), Yuan(500'000));
}

TEST(Financing, TakesRefundedInterestOff) {
  auto inputs = Interest({Yuan(100'000)});
  inputs.interest[0].refunded = Yuan(25'000);
  EXPECT_EQ(AwardOf(inputs), Yuan(30'000));
}

TEST(Financing, PaysTheDifferenceToWhatWasAwarded) {
  auto inputs = Interest({Yuan(100'000)});
  inputs.awarded = Yuan(39'999);
  EXPECT_EQ(AwardOf(inputs), Yuan(1));
  inputs.awarded = Yuan(40'000);
  EXPECT_EQ(AwardOf(inputs), Fen(0));
}

TEST(Financing, ACapOfZeroMeansZeroAndNoCapIsAnotherValue) {
  auto rules = Rules();
  rules.mutable_cap_per_enterprise_credit_product_year()->set_fen(0);
  EXPECT_EQ(AwardOf(Interest({Yuan(5'000'000)}), rules), Fen(0));
  rules.mutable_cap_per_enterprise_credit_product_year()->set_none(true);
  EXPECT_EQ(AwardOf(Interest({Yuan(5'000'000)}), rules), Yuan(2'000'000));
}

TEST(Financing, WritesEveryStepWithItsArticle) {
  auto inputs = Interest({Yuan(2'000'000)});
  inputs.awarded = Yuan(100'000);
  const v1::CalculationSheet sheet = SheetOf(inputs);
  ASSERT_EQ(sheet.inputs_size(), 2);
  EXPECT_EQ(sheet.inputs(0).name(), "interest_net");
  EXPECT_EQ(sheet.inputs(0).subject(), "L-1");
  EXPECT_EQ(sheet.inputs(1).text(), "LOAN_TYPE_CREDIT");
  ASSERT_EQ(sheet.steps_size(), 4);
  EXPECT_EQ(sheet.steps(0).article(), "7-4");
  EXPECT_EQ(sheet.steps(1).after_fen(), 80'000'000);
  EXPECT_EQ(sheet.steps(2).after_fen(), 50'000'000);
  EXPECT_EQ(sheet.steps(3).kind(), v1::STEP_KIND_DIFFERENCE);
  EXPECT_EQ(sheet.steps(3).article(), "7-5");
  EXPECT_EQ(sheet.award_fen(), 40'000'000);
}

RC_GTEST_PROP(Financing, W15RaisingAnyInputNeverLowersTheAward, ()) {
  const auto amount = [] { return Fen(*rc::gen::inRange<std::int64_t>(0, 100'000'000)); };
  auto inputs = Interest({amount(), amount()});
  for (NetInterest& interest : inputs.interest) {
    interest.refunded = std::min(amount(), interest.paid);
  }
  inputs.awarded = amount();
  const Fen before = AwardOf(inputs);
  RC_ASSERT(before >= Fen(0) &&
            before + inputs.awarded <= std::max(Fen(50'000'000), inputs.awarded));
  auto more = inputs;
  more.interest[*rc::gen::inRange<std::size_t>(0, 2)].paid += amount();
  RC_ASSERT(AwardOf(more) >= before);
  more = inputs;
  more.awarded += amount();
  RC_ASSERT(AwardOf(more) <= before);
}

RC_GTEST_PROP(Financing, ManyClaimsAddUpToOne, ()) {
  std::vector<Fen> paid;
  Fen awarded;
  for (int i = *rc::gen::inRange(1, 13); i > 0; --i) {
    paid.push_back(Fen(*rc::gen::inRange<std::int64_t>(0, 20'000'000)));
    auto inputs = Interest(paid);
    inputs.awarded = awarded;
    awarded += AwardOf(inputs);
  }
  RC_ASSERT(awarded == AwardOf(Interest(paid)));
}

}  // namespace
}  // namespace debut::policy
