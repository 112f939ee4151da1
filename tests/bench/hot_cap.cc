#include "tests/bench/hot_cap.h"

#include <atomic>
#include <chrono>
#include <latch>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "base/ensure.h"
#include "tests/support/arrangement.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::bench {
namespace {

using grants::v1::GrantsService;

constexpr int kClients = 64;
constexpr std::int64_t kContractFen = 1'000'000;
constexpr std::int64_t kAwardFen = 300'000;  // 30 %, far below every cap.

struct Outcome {
  std::atomic<int> awards = 0;
  std::atomic<int> refusals = 0;
  std::atomic<std::int64_t> fen = 0;
};

void Propose(const test::Office& office, const std::string& claim, Outcome& outcome) {
  grants::v1::ProposeAwardRequest request;
  request.set_claim_id(claim);
  request.set_proposed_date("2021-07-05");
  const auto proposed =
      test::Office::Call(*office.grants, &GrantsService::Stub::ProposeAward, "赵磊", request);
  if (proposed.ok()) {
    ++outcome.awards;
    outcome.fen += proposed->amount_fen();
    return;
  }
  ENSURE(runtime::ReasonOf(proposed.status()) == "BUDGET_EXCEEDED", proposed.status().ToString());
  ++outcome.refusals;
}

}  // namespace

double ProposeAwards(const HotCap& settings) {
  const auto arrangement = test::Arrangement::Start(test::Kind::kEmbedded);
  ENSURE(arrangement.ok(), arrangement.status().ToString());
  const test::Office office(**arrangement);
  const int budgets = settings.one_budget ? 1 : kClients;
  const int claims = kClients * settings.claims_per_client;
  const std::int64_t allotted = claims / budgets * kAwardFen - 1;
  test::FirstEntries entries(office, {.families = kClients,
                                      .claims_per_family = settings.claims_per_client,
                                      .contract_fen = kContractFen,
                                      .allotted_fen = allotted,
                                      .budget_for_each_family = !settings.one_budget});
  const absl::Status prepared = entries.Prepare();
  ENSURE(prepared.ok(), prepared.ToString());

  std::map<std::string, std::vector<std::string>> claims_of;
  for (const auto& [claim, family] : entries.families_of_claims())
    claims_of[family].push_back(claim);
  Outcome outcome;
  std::latch ready(kClients + 1);
  std::vector<std::jthread> clients;
  for (const auto& [family, own] : claims_of) {
    clients.emplace_back([&office, &own = own, &outcome, &ready] {
      ready.arrive_and_wait();
      for (const std::string& claim : own) Propose(office, claim, outcome);
    });
  }
  ready.arrive_and_wait();
  const auto start = std::chrono::steady_clock::now();
  clients.clear();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  ENSURE(outcome.refusals == budgets && outcome.awards == claims - budgets,
         "each budget refuses exactly one award");
  ENSURE(outcome.fen == std::int64_t{claims - budgets} * kAwardFen, "awards are whole");
  return static_cast<double>(outcome.awards) / seconds.count();
}

}  // namespace debut::bench
