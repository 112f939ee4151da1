#include "domain/grants/rate_rule.h"

#include <gtest/gtest.h>

#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using money::Ratio;

std::string ReasonAgainst(const std::optional<RateRule>& rule, const std::optional<Ratio>& rate) {
  const Refusal refusal = RefusalOfRate(rule, "2020-12-30", rate);
  return refusal.has_value() ? refusal->reason : "";
}

TEST(RateRule, WithoutOneARoundHasNoRate) {
  EXPECT_EQ(ReasonAgainst(std::nullopt, std::nullopt), "");
  EXPECT_EQ(ReasonAgainst(std::nullopt, Ratio(1, 1)), kRateUnused);
}

TEST(RateRule, AsksForARate) {
  EXPECT_EQ(ReasonAgainst(RateRule{Ratio(3, 10)}, std::nullopt), kRateMissing);
  EXPECT_EQ(ReasonAgainst(RateRule{Ratio(4, 5), true}, std::nullopt), kRateMissing);
}

TEST(RateRule, MayFixTheRate) {
  const RateRule rule{Ratio(4, 5), true};
  EXPECT_EQ(ReasonAgainst(rule, Ratio::Percent(80)), "");
  EXPECT_EQ(ReasonAgainst(rule, Ratio::Percent(79)), kRateNotExact);
  EXPECT_EQ(ReasonAgainst(rule, Ratio::Percent(81)), kRateNotExact);
}

TEST(RateRule, MayBeACeiling) {
  const RateRule rule{Ratio(3, 10)};
  EXPECT_EQ(ReasonAgainst(rule, Ratio::Percent(30)), "");
  EXPECT_EQ(ReasonAgainst(rule, Ratio::Percent(1)), "");
  EXPECT_EQ(ReasonAgainst(rule, Ratio(300'001, 1'000'000)), kRateAboveCeiling);
}

}  // namespace
}  // namespace debut::grants
