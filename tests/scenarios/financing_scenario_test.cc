// Measure 7 from the facts to the payment, through real gRPC in both arrangements: interest on two
// loans of one credit product, which share a cap, and one voucher that is implausible.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/measure_facts.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

namespace financing = ::debut::financing::v1;

constexpr auto kType = financing::LOAN_TYPE_IP_PLEDGE;

class FinancingScenario : public ::testing::TestWithParam<Kind> {};

absl::StatusOr<std::int64_t> PaidFor(const Office& office, const std::string& claim_id,
                                     const std::string& loan_id, const std::string& date) {
  const absl::Status submitted = ClaimInterest(office, claim_id, "R-7", kType, {loan_id}, date);
  if (!submitted.ok()) return submitted;
  return WalkToPayment(office, claim_id, date);
}

TEST_P(FinancingScenario, PaysInterestOfACreditProductUpToItsCap) {
  auto arrangement = Arrangement::Start(GetParam());
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  FirstEntries entries(office, {.families = 1,
                                .claims_per_family = 1,
                                .contract_fen = 1'000'000,
                                .allotted_fen = 1'000'000});
  ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  ASSERT_EQ(OpenRound(office, {.round_id = "R-7",
                               .measure = policy::v1::MEASURE_FINANCING,
                               .year = 2022,
                               .allotted_fen = 200'000'000,
                               .rate_percent = 40}),
            absl::OkStatus());
  ASSERT_EQ(RegisterLender(office), absl::OkStatus());
  ASSERT_EQ(Borrow(office, "L-1", kType), absl::OkStatus());
  ASSERT_EQ(Borrow(office, "L-2", kType), absl::OkStatus());
  const auto plausible = PayInterest(office, "L-1", "息-1", 10'000'000);
  ASSERT_TRUE(plausible.ok()) << plausible.status();
  EXPECT_EQ(plausible->plausibility(), financing::PLAUSIBILITY_AS_EXPECTED);
  const auto strange = PayInterest(office, "L-2", "息-2", 200'000'000);
  ASSERT_TRUE(strange.ok()) << strange.status();
  EXPECT_EQ(strange->plausibility(), financing::PLAUSIBILITY_ABOVE_EXPECTED);

  const auto first = PaidFor(office, "CL-M7-1", "L-1", "2022-03-07");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*first, 4'000'000);
  const auto second = PaidFor(office, "CL-M7-2", "L-2", "2022-06-13");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, 46'000'000);
}

INSTANTIATE_TEST_SUITE_P(Arrangements, FinancingScenario,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
