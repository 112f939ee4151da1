#include "policy/calculation.h"

#include <gtest/gtest.h>

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;
using money::Ratio;

TEST(Calculation, W4RoundsOncePerCapKey) {
  Calculation interest({});
  for (const std::uint64_t position : {1, 2, 3}) {
    interest.Input("interest", "voucher", Fen(10'002), {Position{position}}, "7-1");
  }
  interest.Sum("7-1");
  interest.Rate(Ratio::Percent(40), "7-1");
  EXPECT_EQ(interest.amount(), Fen(12'002));
}

TEST(Calculation, KeepsWhatTheFrameSays) {
  v1::CalculationSheet frame;
  frame.set_claim_id("CL-1");
  frame.set_round_year(2021);
  EXPECT_EQ(Calculation(frame).Sheet().claim_id(), "CL-1");
  EXPECT_EQ(Calculation(frame).Sheet().round_year(), 2021u);
}

TEST(Calculation, ListsPositionsInTheOrderOfTheLog) {
  Calculation calculation({});
  calculation.Fact("level", "P-1", "DOMESTIC", {Position{9}, Position{4}}, "3-8");
  ASSERT_EQ(calculation.Sheet().inputs(0).positions_size(), 2);
  EXPECT_EQ(calculation.Sheet().inputs(0).positions(0), 4u);
}

TEST(Calculation, MarksAMissingCapAsUnlimited) {
  Calculation calculation({});
  calculation.Input("amount", "C-1", Fen(5), {Position{1}}, "1");
  calculation.Sum("1");
  calculation.Cap(std::nullopt, "2");
  calculation.Room(std::nullopt, Fen(3), "2");
  EXPECT_EQ(calculation.amount(), Fen(5));
  EXPECT_TRUE(calculation.Sheet().steps(1).unlimited());
  EXPECT_TRUE(calculation.Sheet().steps(2).unlimited());
  EXPECT_EQ(calculation.Sheet().cap_used_after_fen(), 8);
}

TEST(Calculation, TakesTheDifferenceToWhatWasAwardedAndNeverLess) {
  Calculation calculation({});
  calculation.Input("amount", "V-1", Fen(5), {Position{1}}, "1");
  calculation.Sum("1");
  Calculation awarded = calculation;
  calculation.Difference(Fen(3), "2");
  EXPECT_EQ(calculation.amount(), Fen(2));
  EXPECT_EQ(calculation.Sheet().steps(1).kind(), v1::STEP_KIND_DIFFERENCE);
  EXPECT_EQ(calculation.Sheet().steps(1).limit_fen(), 3);
  EXPECT_EQ(calculation.Sheet().cap_used_before_fen(), 3);
  EXPECT_EQ(calculation.Sheet().cap_used_after_fen(), 5);
  awarded.Difference(Fen(7), "2");
  EXPECT_EQ(awarded.amount(), Fen(0));
  EXPECT_EQ(awarded.Sheet().cap_used_after_fen(), 7);
}

TEST(RoomUnder, IsWhatIsLeftAndNeverNegative) {
  EXPECT_EQ(RoomUnder(Fen(10), Fen(4)), Fen(6));
  EXPECT_EQ(RoomUnder(Fen(10), Fen(14)), Fen(0));
  EXPECT_EQ(RoomUnder(std::nullopt, Fen(14)), std::nullopt);
}

TEST(CalculationDeathTest, RefusesASecondRounding) {
  EXPECT_DEATH(
      {
        Calculation calculation({});
        calculation.Rate(Ratio::Percent(40), "7-1");
        calculation.Rate(Ratio::Percent(40), "7-1");
      },
      "rounded once");
}

TEST(CalculationDeathTest, RefusesAnEventThatIsNotInTheLog) {
  EXPECT_DEATH(Calculation({}).Input("amount", "C-1", Fen(1), {Position{0}}, "1"),
               "not in the log");
}

}  // namespace
}  // namespace debut::policy
