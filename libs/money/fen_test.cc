#include "money/fen.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace debut::money {
namespace {

constexpr Fen kLargest{std::numeric_limits<std::int64_t>::max()};
constexpr Fen kSmallest{std::numeric_limits<std::int64_t>::min()};

TEST(Fen, AddsAndSubtractsExactly) {
  EXPECT_EQ(Fen(1) + Fen(2), Fen(3));
  EXPECT_EQ(Fen(1) - Fen(2), Fen(-1));
  EXPECT_EQ(-Fen(7), Fen(-7));
  EXPECT_EQ(Yuan(2'000'000), Fen(200'000'000));
  EXPECT_LT(Fen(-1), Fen(0));
}

TEST(Fen, AbortsWhenASumOverflows) {
  EXPECT_DEATH(kLargest + Fen(1), "a sum of money overflows");
  EXPECT_DEATH(kSmallest - Fen(1), "a difference of money overflows");
  EXPECT_DEATH(-kSmallest, "a difference of money overflows");
}

TEST(CheckedAdd, RefusesWhatDoesNotFit) {
  EXPECT_EQ(*CheckedAdd(Fen(1), Fen(2)), Fen(3));
  EXPECT_EQ(CheckedAdd(kLargest, Fen(1)).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(CheckedSubtract, RefusesWhatDoesNotFit) {
  EXPECT_EQ(*CheckedSubtract(Fen(1), Fen(2)), Fen(-1));
  EXPECT_EQ(CheckedSubtract(kSmallest, Fen(1)).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(ValidAmount, AcceptsZeroToTheLimit) {
  EXPECT_EQ(*ValidAmount(0), Fen(0));
  EXPECT_EQ(*ValidAmount(kAmountMax.count), kAmountMax);
}

TEST(ValidAmount, RefusesNegativeAmounts) {
  EXPECT_EQ(ValidAmount(-1).status(),
            absl::InvalidArgumentError("an amount of -0.01 yuan is negative"));
}

TEST(ValidAmount, RefusesAmountsAboveTheLimit) {
  EXPECT_EQ(ValidAmount(kAmountMax.count + 1).status(),
            absl::InvalidArgumentError("an amount of 100,000,000,000.01 yuan is above the limit of "
                                       "100,000,000,000.00"));
}

}  // namespace
}  // namespace debut::money
