#include <gtest/gtest.h>

#include <map>
#include <string>

#include "domain/grants/testing/random_measures.h"
#include "domain/grants/testing/seeds.h"
#include "domain/grants/testing/totals.h"

// Properties over random histories of measures 2, 4, 6 and 7. seeds.h says how many there are, and
// how one is repeated.
namespace debut::grants {
namespace {

using testing::Auditor;
using testing::RandomMeasures;
using testing::Seeds;
using testing::Shuffled;
using testing::Totals;

// Most end with few awards; one in sixteen goes on until some have come back.
int StepsCount(std::uint64_t seed) { return seed % 16 == 0 ? 90 : 12 + static_cast<int>(seed % 8); }

class MeasureHistories : public ::testing::TestWithParam<int> {};

TEST_P(MeasureHistories, KeepEveryInvariantAtEveryPositionAndInAnyOrder) {
  Seeds::OfShard(GetParam()).ForEach([](std::uint64_t seed) {
    RandomMeasures office(seed);
    for (int step = StepsCount(seed); step > 0; --step) office.Step();
    const Auditor auditor = office.Audit();
    for (const std::string& finding : auditor.findings()) ADD_FAILURE() << finding;
    const auto totals = [](const auto& log) {
      return Totals::Of(log, RandomMeasures::CapKeys(), RandomMeasures::BudgetIds());
    };
    EXPECT_EQ(totals(Shuffled(office.Log(), seed)), totals(office.Log()));
  });
}

INSTANTIATE_TEST_SUITE_P(Shards, MeasureHistories, ::testing::Range(0, Seeds::kShardsCount));

// The histories are worth something only if they reach the end and run into the limits; these are
// always the same.
TEST(MeasureHistoriesOfFixedSeeds, ReachTheEndAndEveryLimit) {
  int paid_count = 0;
  int recovered_count = 0;
  std::map<std::string, int> refusals;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    RandomMeasures office(seed);
    for (int step = 0; step < 120; ++step) office.Step();
    const Auditor auditor = office.Audit();
    EXPECT_TRUE(auditor.findings().empty());
    paid_count += auditor.paid_count();
    recovered_count += auditor.recovered_count();
    for (const auto& [reason, count] : office.refusals()) refusals[reason] += count;
  }
  EXPECT_GT(paid_count, 100);
  EXPECT_GT(recovered_count, 10);
  for (const char* reason :
       {"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "ENTITLEMENT_AWARDED", "EVIDENCE_ALREADY_USED",
        "SUBJECT_ALREADY_CLAIMED", "PREMIUM_NOT_PAID", "INTEREST_NOT_PAID",
        "AWARD_ABOVE_ENTITLEMENT", "CLAWBACK_NOT_DUE", "EXPENSE_VOID", "PRODUCT_DELISTED"}) {
    EXPECT_GT(refusals[reason], 0) << reason;
  }
}

}  // namespace
}  // namespace debut::grants
