#include "tests/bench/catch_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

#include "base/ensure.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "projection/projection.h"
#include "projection/rocksdb_row_store.h"
#include "services/readmodels/budgets_projector.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/limits_projector.h"
#include "tests/bench/figures.h"
#include "tests/bench/yardsticks.h"

namespace debut::bench {
namespace {

namespace fs = std::filesystem;
namespace gv1 = grants::v1;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kFactsPerClaim = 9;
constexpr std::uint64_t kClaimsPerEnterprise = 3;
constexpr std::int64_t kAmountFen = 1'234'567;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// The fields that all facts of an award have.
template <typename Fact>
Fact FactOf(std::uint64_t claim) {
  Fact fact;
  fact.set_claim_id(fmt::format("CL-{}", claim));
  fact.set_cap_key(fmt::format("m3/F-{}", claim));
  fact.set_budget_id("3/2021");
  fact.set_amount_fen(kAmountFen);
  fact.set_enterprise_id(fmt::format("E-{}", claim / kClaimsPerEnterprise));
  return fact;
}

template <typename Fact>
Fact ShortFactOf(std::uint64_t claim) {
  Fact fact;
  fact.set_claim_id(fmt::format("CL-{}", claim));
  return fact;
}

policy::v1::CalculationSheet SheetOf(std::uint64_t claim) {
  policy::v1::CalculationSheet sheet;
  sheet.set_claim_id(fmt::format("CL-{}", claim));
  sheet.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  sheet.set_policy_version_id("2020-12-30");
  sheet.set_policy_digest(std::string(64, 'a'));
  sheet.set_round_year(2021);
  sheet.set_budget_year(2021);
  for (const auto kind : {policy::v1::STEP_KIND_SUM, policy::v1::STEP_KIND_RATE,
                          policy::v1::STEP_KIND_CAP, policy::v1::STEP_KIND_ROOM}) {
    policy::v1::SheetStep& step = *sheet.add_steps();
    step.set_kind(kind);
    step.set_article("3-1");
    step.set_before_fen(kAmountFen);
    step.set_limit_fen(200'000'000);
    step.set_after_fen(kAmountFen);
  }
  sheet.set_award_fen(kAmountFen);
  return sheet;
}

// From submission to payment: kFactsPerClaim facts, of which three move money under the limits.
std::vector<eventstore::Event> LifeOf(std::uint64_t claim) {
  auto submitted = ShortFactOf<gv1::ClaimSubmitted>(claim);
  submitted.set_enterprise_id(fmt::format("E-{}", claim / kClaimsPerEnterprise));
  submitted.set_cap_key(fmt::format("m3/F-{}", claim));
  auto computed = ShortFactOf<gv1::AwardComputed>(claim);
  *computed.mutable_sheet() = SheetOf(claim);
  auto proposed = FactOf<gv1::AwardProposed>(claim);
  *proposed.mutable_sheet() = SheetOf(claim);
  auto ordered = ShortFactOf<gv1::PaymentOrdered>(claim);
  ordered.set_order_id(fmt::format("O-{}", claim));
  auto settled = FactOf<gv1::PaymentSettled>(claim);
  settled.set_order_id(fmt::format("O-{}", claim));
  using decision::EncodeFact;
  return {EncodeFact(submitted),
          EncodeFact(ShortFactOf<gv1::ClaimAccepted>(claim)),
          EncodeFact(computed),
          EncodeFact(proposed),
          EncodeFact(ShortFactOf<gv1::NoticeOpened>(claim)),
          EncodeFact(ShortFactOf<gv1::NoticeClosed>(claim)),
          EncodeFact(FactOf<gv1::SubsidyGranted>(claim)),
          EncodeFact(ordered),
          EncodeFact(settled)};
}

std::uint64_t Fill(eventstore::EventStore& store, std::uint64_t events) {
  constexpr std::uint64_t kClaimsPerAppend = 50;
  std::uint64_t claim = 0;
  while (claim * kFactsPerClaim < events) {
    std::vector<eventstore::Event> batch;
    for (std::uint64_t i = 0; i < kClaimsPerAppend; ++i, ++claim) {
      for (eventstore::Event& event : LifeOf(claim)) batch.push_back(std::move(event));
    }
    const auto appended = store.Append(std::move(batch), std::nullopt);
    ENSURE(appended.ok(), appended.status().ToString());
  }
  return claim * kFactsPerClaim;
}

// Events of the log a second until all three models are at its head.
double CatchUp(const eventstore::EventStore& log, const fs::path& directory) {
  fs::remove_all(directory);
  const auto rows = projection::OpenRocksdbRowStore(directory.string());
  ENSURE(rows.ok(), rows.status().ToString());
  const eventstore::Position head = *log.Head();
  std::array<std::unique_ptr<const projection::Projector>, 3> projectors = {
      std::make_unique<readmodels::CapsProjector>(),
      std::make_unique<readmodels::LimitsProjector>(),
      std::make_unique<readmodels::BudgetsProjector>()};
  std::vector<std::unique_ptr<projection::Projection>> projections;
  for (auto& projector : projectors) {
    projections.push_back(*projection::Projection::Open(log, **rows, std::move(projector)));
  }
  const auto start = Clock::now();
  for (const auto& projection : projections) projection->Start();
  for (const auto& projection : projections) {
    const absl::Status waited = projection->WaitFor(head, absl::Hours(1));
    ENSURE(waited.ok(), waited.ToString());
  }
  return static_cast<double>(head.value) / SecondsSince(start);
}

}  // namespace

void CatchUpOfLimits(const Settings& settings) {
  constexpr std::uint64_t kEventsMax = 450'000;
  const fs::path directory = settings.directory / "p8";
  fs::remove_all(directory);
  fs::create_directories(directory);
  eventstore_rocksdb::Options options;
  options.directory = (directory / "log").string();
  const auto opened = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
  ENSURE(opened.ok(), opened.status().ToString());
  const std::uint64_t events = Fill(**opened, std::min(settings.events, kEventsMax));
  Figure figure{.id = "P8",
                .workload = fmt::format("caps, annual limits and budgets at once, from position "
                                        "zero to {}, local; a third of the events moves money",
                                        events),
                .ours = {"catch-up of the three models", "events/s", {}},
                .yardstick = {"bare RocksDB iterator", "events/s", {}},
                .target = 0.3};
  for (int run = 0; run < settings.runs; ++run) {
    figure.ours.values.push_back(CatchUp(**opened, directory / "rows"));
    figure.yardstick.values.push_back(BareIterator(directory / "log"));
  }
  Print(figure, settings.json);
}

}  // namespace debut::bench
