#include "money/apportion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace debut::money {
namespace {

using Parts = std::vector<Fen>;
__extension__ using Int128 = __int128;

TEST(Apportion, GivesTheFenThatAreLeftToTheLargestRemainders) {
  EXPECT_EQ(Apportion(Fen(100), {Fen(1), Fen(1), Fen(1)}), (Parts{Fen(34), Fen(33), Fen(33)}));
  EXPECT_EQ(Apportion(Fen(10), {Fen(3), Fen(8), Fen(3)}), (Parts{Fen(2), Fen(6), Fen(2)}));
  EXPECT_EQ(Apportion(Fen(7), {Fen(1), Fen(0), Fen(2)}), (Parts{Fen(2), Fen(0), Fen(5)}));
}

TEST(Apportion, W8DividesABudgetByEntitlements) {
  EXPECT_EQ(Apportion(Fen(120'000'000), {Fen(60'000'000), Fen(100'000'000), Fen(15'000'000)}),
            (Parts{Fen(41'142'857), Fen(68'571'429), Fen(10'285'714)}));
}

TEST(Apportion, GivesNothingOfNothing) {
  EXPECT_EQ(Apportion(Fen(0), {Fen(0), Fen(5)}), (Parts{Fen(0), Fen(0)}));
  EXPECT_EQ(Apportion(Fen(0), {}), Parts{});
}

TEST(Apportion, W14DoesNotOverflowOnTheLargestAmounts) {
  EXPECT_EQ(Apportion(Fen(100'000'000'000), {Fen(200'000'000), Fen(200'000'000)}),
            (Parts{Fen(50'000'000'000), Fen(50'000'000'000)}));
  EXPECT_EQ(Apportion(kAmountMax, {kAmountMax, kAmountMax}),
            (Parts{Fen(kAmountMax.count / 2), Fen(kAmountMax.count / 2)}));
}

RC_GTEST_PROP(Apportion, AddsUpExactlyAndMissesNoShareByAFen, ()) {
  const auto amount = [] { return *rc::gen::inRange<std::int64_t>(0, kAmountMax.count); };
  Parts weights;
  Int128 sum = 1;
  weights.push_back(Fen(1));
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
    weights.push_back(Fen(amount()));
    sum += weights.back().count;
  }
  const Fen total(amount());
  const Parts parts = Apportion(total, weights);
  Fen all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    all += parts[i];
    const Int128 exact = static_cast<Int128>(total.count) * weights[i].count;
    const Int128 difference = exact - static_cast<Int128>(parts[i].count) * sum;
    RC_ASSERT(difference < sum && difference > -sum);
  }
  RC_ASSERT(all == total);
}

}  // namespace
}  // namespace debut::money
