#include <gtest/gtest.h>

#include <map>
#include <string>

#include "domain/grants/reasons.h"
#include "domain/grants/testing/random_office.h"
#include "domain/grants/testing/seeds.h"
#include "domain/grants/testing/totals.h"

// Properties over random histories of claims of measure 3 that compete for caps, budgets and
// evidence, are reviewed and paid, and are claimed back when the facts fall. seeds.h says how many
// there are, and how one is repeated.
namespace debut::grants {
namespace {

using testing::Auditor;
using testing::RandomOffice;
using testing::Seeds;
using testing::Shuffled;
using testing::Totals;

// Most end before an award is paid; one in sixteen goes on until some are claimed back.
int StepsCount(std::uint64_t seed) {
  return seed % 16 == 0 ? 200 : 12 + static_cast<int>(seed % 8);
}

class RandomHistories : public ::testing::TestWithParam<int> {};

TEST_P(RandomHistories, KeepEveryInvariantAtEveryPositionAndInAnyOrder) {
  Seeds::OfShard(GetParam()).ForEach([](std::uint64_t seed) {
    RandomOffice office(seed);
    for (int step = StepsCount(seed); step > 0; --step) office.Step();
    const Auditor auditor = office.Audit();
    for (const std::string& finding : auditor.findings()) ADD_FAILURE() << finding;
    const auto totals = [](const auto& log) {
      return Totals::Of(log, {"m3/P-1", "m3/P-2"}, {"3/2021", "3/2022", "7/2021"});
    };
    EXPECT_EQ(totals(Shuffled(office.Log(), seed)), totals(office.Log()));
  });
}

INSTANTIATE_TEST_SUITE_P(Shards, RandomHistories, ::testing::Range(0, Seeds::kShardsCount));

// The histories are worth something only if they reach the end and run into the limits; these are
// always the same.
TEST(RandomHistoriesOfFixedSeeds, ReachTheEndAndEveryLimit) {
  int paid_count = 0;
  int recovered_count = 0;
  std::map<std::string, int> refusals;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    RandomOffice office(seed);
    for (int step = 0; step < 300; ++step) office.Step();
    const Auditor auditor = office.Audit();
    EXPECT_TRUE(auditor.findings().empty());
    paid_count += auditor.paid_count();
    recovered_count += auditor.recovered_count();
    for (const auto& [reason, count] : office.refusals()) refusals[reason] += count;
  }
  EXPECT_GT(paid_count, 30);
  EXPECT_GT(recovered_count, 3);
  for (const auto reason :
       {kCapExhausted, kBudgetExceeded, kEvidenceAlreadyUsed, kMakerIsChecker, kNoticeStillRunning,
        kSubjectAlreadyClaimed, kPaidInShareTooLow, kAwardAboveEntitlement, kClaimStateUnfit,
        kClawbackNotDue, kAdjustmentNotNeeded, kBudgetYearNotOver, kSpecialAuditFailed,
        kObjectionOpen, kObjectionAnonymous, kObjectionOutsideNotice, kCorrectionLate,
        kCorrectionStillPossible}) {
    EXPECT_GT(refusals[std::string(reason)], 0) << reason;
  }
}

}  // namespace
}  // namespace debut::grants
