// The promise under concurrency: 64 clients propose awards on the same caps and the same budget,
// and none of the two is ever passed by a fen. Through real gRPC, in both arrangements.
//
//   DEBUT_RACE_PROPOSALS=20000 DEBUT_RACE_SEED=7 scenarios_test --gtest_filter='*Race*'
#include <gtest/gtest.h>

#include <barrier>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/arrangement.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

namespace grants = ::debut::grants::v1;
namespace readmodels = ::debut::readmodels::v1;

constexpr int kClients = 64;
constexpr int kFamilies = 4;
constexpr int kClaimsPerFamily = 60;
constexpr std::int64_t kContractFen = 40'000'000;   // An award of 120,000 yuan at 30 %.
constexpr std::int64_t kCapFen = 100'000'000;       // Domestic: eight awards and a third of one.
constexpr std::int64_t kAllottedFen = 300'000'000;  // Less than the four caps together.

int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

struct Settings {
  Kind kind;
  bool barriered;  // All clients begin each proposal at the same moment; else each at its own pace.
};

class RaceForCapAndBudget : public ::testing::TestWithParam<Settings> {};

// What the clients were told. Thread-safe.
class Ledger {
 public:
  void Proposed(const std::string& claim, std::int64_t amount) {
    const std::lock_guard lock(mutex_);
    live_[claim] = amount;
    ++awards_;
  }
  void Withdrawn(const std::string& claim) {
    const std::lock_guard lock(mutex_);
    live_.erase(claim);
  }
  void Refused(const absl::Status& status) {
    const std::lock_guard lock(mutex_);
    ++refusals_[runtime::ReasonOf(status).empty() ? status.ToString() : runtime::ReasonOf(status)];
  }
  const std::map<std::string, std::int64_t>& live() const { return live_; }
  const std::map<std::string, int>& refusals() const { return refusals_; }
  int awards() const { return awards_; }

 private:
  std::mutex mutex_;
  std::map<std::string, std::int64_t> live_;
  std::map<std::string, int> refusals_;
  int awards_ = 0;
};

void ProposeSometimesWithdraw(const Office& office, const std::string& claim, bool withdraw,
                              Ledger& ledger) {
  grants::ProposeAwardRequest request;
  request.set_claim_id(claim);
  request.set_proposed_date("2021-07-05");
  const auto proposed =
      Office::Call(*office.grants, &grants::GrantsService::Stub::ProposeAward, "赵磊", request);
  if (!proposed.ok()) return ledger.Refused(proposed.status());
  if (proposed->recorded().events_count() == 0) return;  // Somebody else's proposal stands.
  ledger.Proposed(claim, proposed->amount_fen());
  if (!withdraw) return;
  grants::WithdrawClaimRequest back;
  back.set_claim_id(claim);
  back.set_grounds("企业主动撤回");
  back.set_withdrawn_date("2021-07-06");
  const auto withdrawn =
      Office::Call(*office.grants, &grants::GrantsService::Stub::WithdrawClaim, "李娜", back);
  if (withdrawn.ok()) ledger.Withdrawn(claim);
}

// What the log itself says, folded by the service, against what the clients were told.
void ExpectTheLogAgrees(const Office& office, const FirstEntries& entries, const Ledger& ledger) {
  std::map<std::string, std::int64_t> by_family;
  std::int64_t total = 0;
  for (const auto& [claim, family] : entries.families_of_claims()) {
    grants::GetClaimRequest request;
    request.set_claim_id(claim);
    const auto answer =
        Office::Call(*office.grants, &grants::GrantsService::Stub::GetClaim, "", request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    const auto told = ledger.live().find(claim);
    const bool live = answer->claim().state() == grants::CLAIM_STATE_PROPOSED;
    ASSERT_EQ(live, told != ledger.live().end()) << claim;
    if (!live) continue;
    EXPECT_EQ(answer->claim().amount_fen(), told->second) << claim;
    by_family[family] += told->second;
    total += told->second;
  }
  for (const auto& [family, sum] : by_family) EXPECT_LE(sum, kCapFen) << family;
  EXPECT_LE(total, kAllottedFen);
}

// The read models come to the same sums.
void ExpectTheReadModelsAgree(const Office& office, const Ledger& ledger) {
  readmodels::GetProjectionStatusRequest ask;
  const auto status = Office::Call(
      *office.readmodels, &readmodels::ReadModelsService::Stub::GetProjectionStatus, "", ask);
  ASSERT_TRUE(status.ok()) << status.status();
  readmodels::ListBudgetsRequest request;
  request.set_at_least_position(status->head_position());
  const auto budgets = Office::Call(*office.readmodels,
                                    &readmodels::ReadModelsService::Stub::ListBudgets, "", request);
  ASSERT_TRUE(budgets.ok()) << budgets.status();
  std::int64_t total = 0;
  for (const auto& [claim, amount] : ledger.live()) total += amount;
  ASSERT_EQ(budgets->budgets_size(), 1);
  EXPECT_EQ(budgets->budgets(0).reserved_fen(), total);
  EXPECT_EQ(budgets->budgets(0).room_fen(), kAllottedFen - total);
}

TEST_P(RaceForCapAndBudget, NeverPassesEitherByAFen) {
  const int proposals = FromEnvironment("DEBUT_RACE_PROPOSALS", 20'000) / 2;  // Half a pace.
  const auto seed = static_cast<std::uint64_t>(
      FromEnvironment("DEBUT_RACE_SEED", static_cast<int>(std::random_device{}() >> 2)));
  SCOPED_TRACE("DEBUT_RACE_SEED=" + std::to_string(seed));
  auto arrangement = Arrangement::Start(GetParam().kind);
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  FirstEntries entries(office, {.families = kFamilies,
                                .claims_per_family = kClaimsPerFamily,
                                .contract_fen = kContractFen,
                                .allotted_fen = kAllottedFen});
  ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  const std::vector<std::string> claims = entries.ClaimIds();

  Ledger ledger;
  std::barrier start(kClients);
  std::vector<std::jthread> clients;
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([&, c] {
      std::mt19937_64 random(seed + static_cast<std::uint64_t>(c));
      for (int i = 0; i < proposals / kClients; ++i) {
        if (GetParam().barriered) start.arrive_and_wait();
        ProposeSometimesWithdraw(office, claims[random() % claims.size()], random() % 4 == 0,
                                 ledger);
      }
    });
  }
  clients.clear();

  for (const auto& [reason, count] : ledger.refusals()) {
    const std::set<std::string> expected{"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "CLAIM_STATE_UNFIT"};
    EXPECT_TRUE(expected.contains(reason)) << reason << ": " << count;
  }
  EXPECT_GT(
      ledger.refusals().contains("CAP_EXHAUSTED") + ledger.refusals().contains("BUDGET_EXCEEDED"),
      0);
  EXPECT_GT(ledger.awards(), 0);
  ExpectTheLogAgrees(office, entries, ledger);
  ExpectTheReadModelsAgree(office, ledger);
}

INSTANTIATE_TEST_SUITE_P(
    Arrangements, RaceForCapAndBudget,
    ::testing::Values(Settings{Kind::kEmbedded, true}, Settings{Kind::kEmbedded, false},
                      Settings{Kind::kMicroservices, true}, Settings{Kind::kMicroservices, false}),
    [](const auto& settings) {
      return NameOf(settings.param.kind) + (settings.param.barriered ? "Barriered" : "Staggered");
    });

}  // namespace
}  // namespace debut::test
