// Measure 4 from the facts to the payment, through real gRPC in both arrangements: premium in two
// instalments and a supplementary claim in the same year, which gets the difference to the cap.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/measure_facts.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

class InsuranceScenario : public ::testing::TestWithParam<Kind> {};

// What is paid for all premium of 2021 that is not awarded yet.
absl::StatusOr<std::int64_t> PaidFor(const Office& office, const std::string& claim_id,
                                     const std::string& date) {
  const absl::Status submitted = ClaimPremium(office, claim_id, "R-4", 2021, {}, date);
  if (!submitted.ok()) return submitted;
  return WalkToPayment(office, claim_id, date);
}

TEST_P(InsuranceScenario, PaysPremiumUpToTheCapInTwoClaims) {
  auto arrangement = Arrangement::Start(GetParam());
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  FirstEntries entries(office, {.families = 1,
                                .claims_per_family = 1,
                                .contract_fen = 1'000'000,
                                .allotted_fen = 1'000'000});
  ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  ASSERT_EQ(OpenRound(office, {.round_id = "R-4",
                               .measure = policy::v1::MEASURE_INSURANCE,
                               .year = 2021,
                               .allotted_fen = 200'000'000,
                               .rate_percent = 80}),
            absl::OkStatus());
  ASSERT_EQ(RegisterInsurer(office), absl::OkStatus());
  ASSERT_EQ(Insure(office, "IP-1", 90'000'000), absl::OkStatus());
  ASSERT_EQ(PayPremium(office, "IP-1", "付-1", "2021-03-01T02:00:00Z", 80'000'000),
            absl::OkStatus());
  // In Shanghai this is 2022 already: another year's limit.
  ASSERT_EQ(PayPremium(office, "IP-1", "付-2", "2021-12-31T16:00:00Z", 10'000'000),
            absl::OkStatus());
  const auto first = PaidFor(office, "CL-M4-1", "2021-06-07");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*first, 64'000'000);

  ASSERT_EQ(Insure(office, "IP-2", 82'500'000), absl::OkStatus());
  ASSERT_EQ(PayPremium(office, "IP-2", "付-1", "2021-07-01T02:00:00Z", 82'500'000),
            absl::OkStatus());
  const auto second = PaidFor(office, "CL-M4-2", "2021-09-06");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, 36'000'000);

  const auto again = PaidFor(office, "CL-M4-3", "2021-10-11");
  EXPECT_EQ(runtime::ReasonOf(again.status()), "PREMIUM_NOT_PAID");
}

INSTANTIATE_TEST_SUITE_P(Arrangements, InsuranceScenario,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
