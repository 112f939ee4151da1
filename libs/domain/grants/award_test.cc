#include "domain/grants/award.h"

#include <gtest/gtest.h>

#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using eventstore::Position;
using money::Fen;
using policy::v1::CalculationSheet;

// Of 40 % of `interest` under a cap of 100 fen, of which `awarded` were awarded before.
CalculationSheet Sheet(Fen interest, Fen awarded) {
  CalculationSheet frame;
  frame.set_cap_key("m7/E-1/CREDIT/2021");
  policy::Calculation calculation(std::move(frame));
  calculation.Input("interest", "L-1", interest, {Position{1}}, "7-1");
  calculation.Sum("7-1");
  calculation.Rate(money::Ratio::Percent(40), "7-1");
  calculation.Cap(Fen(100), "7-2");
  calculation.Difference(awarded, "7-2");
  return calculation.Sheet();
}

std::string ReasonOf(const CalculationSheet& sheet) {
  const Refusal refusal = RefusalOfAmount(sheet);
  return refusal.has_value() ? refusal->reason : "";
}

TEST(RefusalOfAmount, LetsADifferencePass) {
  EXPECT_EQ(ReasonOf(Sheet(Fen(250), Fen(99))), "");
  EXPECT_EQ(ReasonOf(Sheet(Fen(249), Fen(98))), "");
}

TEST(RefusalOfAmount, TellsAFullCapFromAnEntitlementThatWasAwarded) {
  EXPECT_EQ(ReasonOf(Sheet(Fen(250), Fen(100))), kCapExhausted);
  EXPECT_EQ(ReasonOf(Sheet(Fen(249), Fen(99))), kEntitlementAwarded);
  EXPECT_EQ(ReasonOf(Sheet(Fen(2), Fen(0))), kEntitlementZero);
}

TEST(RefusalOfAmount, NamesWhatIsDueAndWhatWasAwarded) {
  EXPECT_EQ(RefusalOfAmount(Sheet(Fen(249), Fen(99)))->metadata,
            (decision::RejectionMetadata{
                {"cap_key", "m7/E-1/CREDIT/2021"}, {"entitlement_fen", "99"}, {"used_fen", "99"}}));
}

}  // namespace
}  // namespace debut::grants
