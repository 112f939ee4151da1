// Measures 2 and 6 from their facts to the payment, through real gRPC, in both arrangements.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/measure_facts.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

class GuidedMeasures : public ::testing::TestWithParam<Kind> {
 protected:
  // E-1 with its certified product P-1, and the policy.
  void SetUp() override {
    auto started = Arrangement::Start(GetParam());
    ASSERT_TRUE(started.ok()) << started.status();
    arrangement_ = *std::move(started);
    office_ = std::make_unique<Office>(*arrangement_);
    FirstEntries entries(*office_, {.families = 1,
                                    .claims_per_family = 1,
                                    .contract_fen = 1'000'000,
                                    .allotted_fen = 1'000'000});
    ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  }

  std::unique_ptr<Arrangement> arrangement_;
  std::unique_ptr<Office> office_;
};

TEST_P(GuidedMeasures, RewardTheDraftersOfAStandard) {
  ASSERT_EQ(PublishStandard(*office_), absl::OkStatus());
  ASSERT_EQ(OpenRound(*office_, {.round_id = "R-2",
                                 .measure = policy::v1::MEASURE_STANDARDS,
                                 .year = 2021,
                                 .allotted_fen = 1'000'000'000,
                                 .guide = StandardsGuide()}),
            absl::OkStatus());
  ASSERT_EQ(ClaimStandard(*office_, "CL-2", "R-2", "2021-11-08"), absl::OkStatus());
  const auto paid = WalkToPayment(*office_, "CL-2", "2021-11-09");
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_EQ(*paid, 20'000'000);

  using Stub = readmodels::v1::ReadModelsService::Stub;
  const auto status = Office::Call(*office_->readmodels, &Stub::GetProjectionStatus, "",
                                   readmodels::v1::GetProjectionStatusRequest());
  ASSERT_TRUE(status.ok()) << status.status();
  readmodels::v1::GetCapRequest cap;
  cap.set_cap_key("m2/E-1/2021");
  cap.set_at_least_position(status->head_position());
  const auto used = Office::Call(*office_->readmodels, &Stub::GetCap, "", cap);
  ASSERT_TRUE(used.ok()) << used.status();
  EXPECT_EQ(used->cap().paid_fen(), 20'000'000);
}

TEST_P(GuidedMeasures, SupportAnExhibitionAbroad) {
  ASSERT_EQ(PayForABooth(*office_), absl::OkStatus());
  ASSERT_EQ(OpenRound(*office_, {.round_id = "R-6",
                                 .measure = policy::v1::MEASURE_INTERNATIONAL_EXCHANGE,
                                 .year = 2021,
                                 .allotted_fen = 1'000'000'000,
                                 .rate_percent = 50,
                                 .guide = ExchangeGuide()}),
            absl::OkStatus());
  ASSERT_EQ(ClaimBooth(*office_, "CL-6", "R-6", "2021-11-08"), absl::OkStatus());
  const auto paid = WalkToPayment(*office_, "CL-6", "2021-11-09");
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_EQ(*paid, 3'771'603);
}

INSTANTIATE_TEST_SUITE_P(Arrangements, GuidedMeasures,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
