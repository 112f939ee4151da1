#include "redecision/what_if.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/grants/first_market_entry.h"
#include "domain/grants/testing/desk.h"
#include "domain/policy/testing/policy_facts.h"
#include "redecision/supposed_log.h"

namespace debut::redecision {
namespace {

namespace v1 = grants::v1;
using grants::testing::Desk;
using money::Fen;
using ::testing::HasSubstr;

std::string Text() { return policy::testing::MeasuresOf2020(); }

std::string With(const std::string& from, const std::string& to) {
  return policy::testing::With(Text(), from, to);
}

// A paid claim of 99,999,999 fen: 30 % of the first contract, one fen below the domestic cap.
std::unique_ptr<Desk> PaidDesk() {
  auto desk = std::make_unique<Desk>(
      grants::testing::Facts() +
      grants::testing::Of(grants::testing::Budget(Fen(1'000'000'000)),
                          grants::testing::Received(grants::testing::kPrice)));
  EXPECT_EQ(desk->Submit("CL-1", "R-1",
                         grants::MeasureFacts(grants::FirstMarketEntry::ClaimFor("P-1", {}))),
            "");
  EXPECT_EQ(desk->Lead("CL-1", v1::CLAIM_STATE_PAID), "");
  return desk;
}

WhatIf Suppose(const Desk& desk, const std::string& text) {
  const auto result = SupposePolicy(desk.store(), text);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.value_or(WhatIf());
}

TEST(SupposePolicy, ChangesNothingUnderTheSamePolicy) {
  const auto desk = PaidDesk();
  const WhatIf result = Suppose(*desk, Text());
  ASSERT_EQ(result.awards.size(), 1u);
  EXPECT_EQ(result.awards[0].recorded, grants::testing::kAward);
  EXPECT_EQ(result.awards[0].Difference(), Fen());
  EXPECT_EQ(result.awards[0].refusal, "");
}

TEST(SupposePolicy, LowersARateThatPassesTheCeiling) {
  const auto desk = PaidDesk();
  const WhatIf result =
      Suppose(*desk, With("rate_max { numerator: 30", "rate_max { numerator: 20"));
  EXPECT_EQ(result.awards.at(0).supposed, Fen(66'666'666));
  EXPECT_EQ(result.awards[0].enterprise_id, "E-1");
  EXPECT_EQ(result.awards[0].measure, policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  EXPECT_EQ(result.budgets.at(0).budget_id, "3/2021");
  EXPECT_EQ(result.budgets[0].recorded - result.budgets[0].supposed, Fen(33'333'333));
}

TEST(SupposePolicy, KeepsARateThatARaisedCeilingAllows) {
  const auto desk = PaidDesk();
  const WhatIf result =
      Suppose(*desk, With("rate_max { numerator: 30", "rate_max { numerator: 50"));
  EXPECT_EQ(result.awards.at(0).Difference(), Fen());
}

TEST(SupposePolicy, CutsToALowerCap) {
  const auto desk = PaidDesk();
  const WhatIf result = Suppose(*desk, With("fen: 100000000", "fen: 50000000"));
  EXPECT_EQ(result.awards.at(0).supposed, Fen(50'000'000));
}

TEST(SupposePolicy, RefusesWhatIsNoPolicyAndSaysWhere) {
  const auto desk = PaidDesk();
  const auto result = SupposePolicy(desk->store(), "version_id: 7");
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(result.status().message(), HasSubstr("line 1"));
}

TEST(SupposedLog, TakesNoEventsAndIsNotFollowed) {
  const auto desk = PaidDesk();
  const auto log = SupposedLog::Make(desk->store(), Text());
  ASSERT_TRUE(log.ok()) << log.status();
  EXPECT_EQ((*log)->Append({}, std::nullopt).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ((*log)->Subscribe({}, {}, {}, [](const auto&) { return false; }).code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ((*log)->Head().value(), desk->store().Head().value());
}

}  // namespace
}  // namespace debut::redecision
