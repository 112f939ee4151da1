#include "money/ratio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "money/amount_text.h"

namespace debut::money {
namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

std::string RateError(std::string_view text) {
  return std::string(ParseRate(text).status().message());
}

TEST(Ratio, ComparesByCrossProduct) {
  EXPECT_EQ(Ratio(3, 10), Ratio::Percent(30));
  EXPECT_LT(Ratio(1, 3), Ratio(1, 2));
  EXPECT_GT(Ratio(1, 3), Ratio(-1, 2));
  EXPECT_LT(Ratio(kLargest - 1, kLargest), Ratio(1, 1));
}

TEST(Ratio, NeedsAPositiveDenominator) {
  EXPECT_DEATH(Ratio(1, 0), "denominator");
  EXPECT_EQ(Ratio::Make(1, 0).status(),
            absl::InvalidArgumentError("the denominator of 1/0 must be positive"));
  EXPECT_FALSE(Ratio::Make(1, -2).ok());
  EXPECT_EQ(*Ratio::Make(1, 2), Ratio(1, 2));
}

TEST(FloorMul, RoundsTowardsMinusInfinity) {
  EXPECT_EQ(FloorMul(Fen(7), Ratio(1, 2)), Fen(3));
  EXPECT_EQ(FloorMul(Fen(-7), Ratio(1, 2)), Fen(-4));
  EXPECT_EQ(FloorMul(Fen(7), Ratio(-1, 2)), Fen(-4));
  EXPECT_EQ(FloorMul(Fen(-7), Ratio(-1, 2)), Fen(3));
  EXPECT_EQ(FloorMul(Fen(8), Ratio(1, 2)), Fen(4));
}

TEST(FloorMul, AbortsWhenTheResultOverflows) {
  EXPECT_EQ(FloorMul(Fen(kLargest), Ratio(kLargest, kLargest)), Fen(kLargest));
  EXPECT_DEATH(FloorMul(Fen(kLargest), Ratio(2, 1)), "a product of money overflows");
}

TEST(FloorMul, CutsAnInternationalProductToTheCapW1) {
  const Fen contract = *ParseAmount("6,666,666.67元");
  const Fen subsidy = FloorMul(contract, Ratio::Percent(30));
  EXPECT_EQ(subsidy, Fen(200'000'000));  // 200,000,000.1 fen
  EXPECT_EQ(FormatAmount(std::min(subsidy, Yuan(2'000'000))), "2,000,000.00");
}

TEST(FloorMul, FloorsADomesticProductBelowTheCapW2) {
  const Fen contract = *ParseAmount("3,333,333.33元");
  EXPECT_EQ(FormatAmount(FloorMul(contract, Ratio::Percent(30))), "999,999.99");
}

TEST(FloorMul, RoundsOnceForThreeVouchersW4) {
  const Fen voucher = *ParseAmount("100.02");
  EXPECT_EQ(FormatAmount(FloorMul(voucher + voucher + voucher, Ratio::Percent(40))), "120.02");
}

TEST(FloorMul, HoldsTheProductOfAProRataShareW14) {
  const Fen entitlement(200'000'000);
  const Fen budget(100'000'000'000);
  const Fen entitlements(300'000'000'000);
  EXPECT_EQ(FloorMul(entitlement, Ratio(budget.count, entitlements.count)), Fen(66'666'666));
}

TEST(ParseRate, ReadsPercentagesAndFractions) {
  EXPECT_EQ(*ParseRate("30%"), Ratio(3, 10));
  EXPECT_EQ(*ParseRate(" ３０ ％ "), Ratio(3, 10));
  EXPECT_EQ(*ParseRate("9.6 %"), Ratio(96, 1000));
  EXPECT_EQ(*ParseRate("3/10"), Ratio(3, 10));
  EXPECT_EQ(*ParseRate("100%"), Ratio(1, 1));
  EXPECT_EQ(*ParseRate("0%"), Ratio(0, 1));
  EXPECT_EQ(*ParseRate("0.000001%"), Ratio(1, 100'000'000));
}

TEST(ParseRate, KeepsTheUsualDenominator) {
  EXPECT_EQ(ParseRate("30%")->num(), 30);
  EXPECT_EQ(ParseRate("30%")->den(), 100);
  EXPECT_EQ(ParseRate("9.6%")->num(), 96);
  EXPECT_EQ(ParseRate("9.6%")->den(), 1000);
}

TEST(ParseRate, SaysWhatIsWrong) {
  EXPECT_EQ(RateError("30"), "rate \"30\": no percent sign; write it like 30%, 9.6% or 3/10");
  EXPECT_EQ(RateError("100.5%"),
            "rate \"100.5%\": more than 100 %; write it like 30%, 9.6% or 3/10");
  EXPECT_EQ(RateError("-3%"),
            "rate \"-3%\": not a decimal number; write it like 30%, 9.6% or 3/10");
  EXPECT_EQ(RateError("3/0"), "rate \"3/0\": not a fraction; write it like 30%, 9.6% or 3/10");
  EXPECT_EQ(RateError("11/10"), "rate \"11/10\": more than 100 %; write it like 30%, 9.6% or 3/10");
  EXPECT_EQ(RateError("0.0000001%"),
            "rate \"0.0000001%\": 7 decimals, at most 6 allowed; write it like 30%, 9.6% or 3/10");
}

TEST(FormatRatio, WritesPercentWhereItIsExact) {
  EXPECT_EQ(FormatRatio(Ratio(3, 10)), "30%");
  EXPECT_EQ(FormatRatio(Ratio(96, 1000)), "9.6%");
  EXPECT_EQ(FormatRatio(Ratio(0, 1)), "0%");
  EXPECT_EQ(FormatRatio(Ratio(1, 1)), "100%");
  EXPECT_EQ(FormatRatio(Ratio(1, 3)), "1/3");
  EXPECT_EQ(FormatRatio(Ratio(-1, 2)), "-1/2");
  EXPECT_EQ(FormatRatio(Ratio(kLargest, 1)), "9223372036854775807/1");
}

}  // namespace
}  // namespace debut::money
