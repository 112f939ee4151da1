#include <fmt/format.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <ctime>
#include <map>
#include <random>
#include <string>

#include "tests/simulation/history.h"

// Histories of the whole with faults, on one thread. A failure names its seed:
//
//   DEBUT_SIMULATION_SEED=4711 simulation_test         # That history instead of random ones.
//   DEBUT_SIMULATION_HISTORIES=100000 simulation_test  # So many, from a random seed on.
namespace debut::simulation {
namespace {

constexpr int kFixedHistories = 96;
constexpr std::uint64_t kFirstOfTheTests = 1'000;
constexpr int kRandomHistories = 32;

using Counts = std::map<std::string, std::uint64_t>;

struct Sums {
  Counts counts;
  Counts refusals;

  void Add(const HistoryResult& result) {
    for (const auto& [name, count] : result.counts) counts[name] += count;
    for (const auto& [name, count] : result.refusals) refusals[name] += count;
  }
  static std::string Listed(const Counts& counts) {
    std::string text;
    for (const auto& [name, count] : counts) text += fmt::format(" {} {}", name, count);
    return text;
  }
};

// Until the first that finds something.
Sums ExpectNoFindings(std::uint64_t first_seed, int histories) {
  Sums sums;
  const std::clock_t start = std::clock();
  for (int i = 0; i < histories; ++i) {
    const std::uint64_t seed = first_seed + static_cast<std::uint64_t>(i);
    const HistoryResult result = RunHistory(seed);
    sums.Add(result);
    if (result.findings.empty()) continue;
    for (const std::string& finding : result.findings) ADD_FAILURE() << finding;
    ADD_FAILURE() << "repeat with DEBUT_SIMULATION_SEED=" << seed;
    break;
  }
  const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  fmt::print("{} histories from seed {} on in {:.1f} s of processor time: {:.0f} a minute\n",
             histories, first_seed, taken, 60 * histories / taken);
  fmt::print("happened:{}\nrefused:{}\n", Sums::Listed(sums.counts), Sums::Listed(sums.refusals));
  return sums;
}

// Crashes are told at length; here they are what is wanted.
class Quiet final : public ::testing::Environment {
 public:
  void SetUp() override { spdlog::set_level(spdlog::level::off); }
};
[[maybe_unused]] const auto* const quiet = ::testing::AddGlobalTestEnvironment(new Quiet);

TEST(Simulation, FindsNothingAtRandom) {
  const char* const seed = std::getenv("DEBUT_SIMULATION_SEED");
  if (seed != nullptr) {
    ExpectNoFindings(std::strtoull(seed, nullptr, 10), 1);
    return;
  }
  const char* const histories = std::getenv("DEBUT_SIMULATION_HISTORIES");
  // Among the tests the same each time: what fails there is the change that is tried.
  if (histories == nullptr) {
    ExpectNoFindings(kFirstOfTheTests, kRandomHistories);
  } else {
    ExpectNoFindings(std::random_device()(), std::atoi(histories));
  }
}

// The histories are worth something only if much happens in them.
TEST(Simulation, FindsNothingInFixedHistoriesWithEveryFault) {
  const Sums sums = ExpectNoFindings(1, kFixedHistories);
  for (const char* name : {"conflicts", "replays", "retries", "rebuilds", "log_crashes",
                           "power_cuts", "failed_syncs", "service_crashes", "read_model_deaths",
                           "clock_jumps", "days_closed", "paid", "recovered"}) {
    EXPECT_TRUE(sums.counts.contains(name) && sums.counts.at(name) > 0) << name;
  }
  for (const char* reason :
       {"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "EVIDENCE_ALREADY_USED", "MAKER_IS_CHECKER"}) {
    EXPECT_TRUE(sums.refusals.contains(reason) && sums.refusals.at(reason) > 0) << reason;
  }
}

TEST(Simulation, IsTheSameForTheSameSeed) {
  for (const std::uint64_t seed : {3, 16, 4711}) {
    const HistoryResult once = RunHistory(seed);
    const HistoryResult again = RunHistory(seed);
    EXPECT_EQ(once.digest, again.digest) << seed;
    EXPECT_EQ(once.counts, again.counts) << seed;
  }
  EXPECT_NE(RunHistory(1).digest, RunHistory(2).digest);
}

// A simulation that finds no bug is worth nothing: each of these is found soon.
struct PlantedBug {
  std::string name;
  Planted planted;
  int histories_max = 0;
  int first_seed = 1;  // What is found seldom is looked for where it is found soon.
};

class PlantedFault : public ::testing::TestWithParam<PlantedBug> {};

TEST_P(PlantedFault, IsFound) {
  const int end = GetParam().first_seed + GetParam().histories_max;
  for (int seed = GetParam().first_seed; seed < end; ++seed) {
    const HistoryResult result = RunHistory(static_cast<std::uint64_t>(seed), GetParam().planted);
    if (result.findings.empty()) continue;
    fmt::print("found in history {}: {}\n", seed, result.findings.front());
    return;
  }
  ADD_FAILURE() << "not found in " << GetParam().histories_max << " histories";
}

std::vector<PlantedBug> PlantedBugs() {
  return {{"ConditionsForgotten", {.services = {.conditions = true}}, 50},
          {"RequestIdIgnored", {.services = {.forgotten_tag = "request"}}, 20},
          {"AnswerBeforeTheSync", {.log = {.answer_before_sync = true}}, 50},
          {"NothingSynced", {.log = {.no_sync = true}}, 20},
          {"PostingForgotten", {.log = {.drop_posting = true}}, 20},
          {"ConditionsOnTheDurableOnly", {.log = {.check_then_insert = true}}, 10, 25},
          {"BudgetOutsideTheBoundary", {.services = {.boundary_tag = "budget"}}, 10, 30},
          {"CapOutsideTheBoundary", {.services = {.boundary_tag = "cap"}}, 10, 270},
          {"CheckpointBeforeTheRows", {.checkpoint_first = true}, 20}};
}

INSTANTIATE_TEST_SUITE_P(Bugs, PlantedFault, ::testing::ValuesIn(PlantedBugs()),
                         [](const auto& bug) { return bug.param.name; });

}  // namespace
}  // namespace debut::simulation
