#include "tests/bench/workloads.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <functional>
#include <map>
#include <random>
#include <thread>

#include "absl/functional/function_ref.h"
#include "base/ensure.h"
#include "runtime/principal.h"
#include "tests/bench/catch_up.h"
#include "tests/bench/figures.h"
#include "tests/bench/hot_cap.h"
#include "tests/bench/log_under_load.h"
#include "tests/bench/reading.h"
#include "tests/bench/starting.h"
#include "tests/bench/yardsticks.h"

namespace debut::bench {
namespace {

namespace fs = std::filesystem;

// An empty directory below the scratch directory.
fs::path Scratch(const Settings& settings, const std::string& name) {
  const fs::path path = settings.directory / name;
  fs::remove_all(path);
  fs::create_directories(path.parent_path());
  return path;
}

// What a request costs, on our side and the yardstick's.
std::vector<Side> Costs() {
  return {{"ours: processor time", "us/request", {}},
          {"yardstick: processor time", "us/request", {}},
          {"ours: context switches", "a request", {}},
          {"yardstick: context switches", "a request", {}}};
}
void AddCosts(const Rate& ours, const Rate& yardstick, std::vector<Side>& costs) {
  costs[0].values.push_back(ours.processor_us);
  costs[1].values.push_back(yardstick.processor_us);
  costs[2].values.push_back(ours.switches);
  costs[3].values.push_back(yardstick.switches);
}

void P1(const Settings& settings) {
  const LogUnderLoad log(Scratch(settings, "p1"), settings.anchor_lags);
  const Workload workload{.clients = 64, .seconds = settings.seconds};
  Figure figure{.id = "P1",
                .workload =
                    "conditional append over gRPC, 64 clients, 1 event "
                    "of 256 bytes with 3 "
                    "tags, condition on 2, synced",
                .ours = {"durable appends", "requests/s", {}},
                .yardstick = {"empty RPC, same messages", "requests/s", {}},
                .target = 0.80,
                .details = Costs()};
  for (int run = 0; run < settings.runs; ++run) {
    const Rate ours = Drive(log.log_address(), workload);
    const Rate yardstick = Drive(log.empty_address(), workload);
    figure.ours.values.push_back(ours.requests_per_second);
    figure.yardstick.values.push_back(yardstick.requests_per_second);
    AddCosts(ours, yardstick, figure.details);
  }
  Print(figure, settings.json);
}

void P2(const Settings& settings) {
  const LogUnderLoad log(Scratch(settings, "p2"), settings.anchor_lags);
  const Workload workload{.clients = 1, .seconds = settings.seconds};
  Figure figure{.id = "P2",
                .workload = "the same, 1 client, p50 latency",
                .ours = {"durable append", "us", {}},
                .yardstick = {"empty RPC + write of 512 bytes and fdatasync", "us", {}},
                .at_least = false,
                .target = 1.5,
                .details = Costs()};
  for (int run = 0; run < settings.runs; ++run) {
    const Rate ours = Drive(log.log_address(), workload);
    const Rate empty = Drive(log.empty_address(), workload);
    figure.ours.values.push_back(ours.p50_us);
    figure.yardstick.values.push_back(empty.p50_us + WriteAndSyncP50(settings.directory, 1'000));
    AddCosts(ours, empty, figure.details);
  }
  Print(figure, settings.json);
}

void P3(const Settings& settings) {
  constexpr int kBatchEvents = 100;
  const LogUnderLoad log(Scratch(settings, "p3"));
  const Workload workload{
      .clients = 16, .events_per_append = kBatchEvents, .seconds = settings.seconds};
  Figure figure{.id = "P3",
                .workload = "batches of 100 events, 16 clients, synced",
                .ours = {"durable appends over gRPC", "events/s", {}},
                .yardstick = {"bare RocksDB, batches of 1,000, synced", "events/s", {}},
                .target = 0.70};
  for (int run = 0; run < settings.runs; ++run) {
    figure.ours.values.push_back(Drive(log.log_address(), workload).requests_per_second *
                                 kBatchEvents);
    figure.yardstick.values.push_back(
        BareRocksDb(Scratch(settings, "p3-bare"), static_cast<int>(settings.seconds * 60)));
  }
  Print(figure, settings.json);
}

void P4(const Settings& settings) {
  Figure figure{.id = "P4",
                .workload =
                    "64 clients propose awards through the grants service, over gRPC, "
                    "synced; the budget holds to the fen",
                .ours = {"one (measure, budget year)", "awards/s", {}},
                .yardstick = {"64 disjoint budgets", "awards/s", {}},
                .target = 0.50};
  for (int run = 0; run < settings.runs; ++run) {
    figure.ours.values.push_back(ProposeAwards({.one_budget = true}));
    figure.yardstick.values.push_back(ProposeAwards({.one_budget = false}));
  }
  Print(figure, settings.json);
}

// p50 in microseconds of a tag read plus a failing condition check (nothing is
// written), on tags drawn from the whole log.
double CheckP50(std::uint64_t events, std::uint64_t seed,
                absl::FunctionRef<void(const std::string& tag)> read_and_check) {
  std::mt19937_64 random(seed);
  std::vector<double> latencies;
  for (int i = 0; i < 2'000; ++i) {
    const std::string tag = fmt::format("budget:{}", random() % events + 1);
    const auto start = std::chrono::steady_clock::now();
    read_and_check(tag);
    latencies.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
            .count());
  }
  return Median(std::move(latencies));
}

double LocalCheckP50(eventstore::EventStore& store, std::uint64_t events, std::uint64_t seed) {
  return CheckP50(events, seed, [&](const std::string& tag) {
    const eventstore::Query query{{{{}, {tag}}}};
    const auto read = eventstore::ReadAll(store, query);
    const auto refused = store.Append(NextEvents(1), eventstore::AppendCondition{query, {}});
    ENSURE(read.ok() && read->events.size() == 1, "each tag is there once");
    ENSURE(absl::IsAborted(refused.status()), "the condition fails");
  });
}

double RemoteCheckP50(eventlog::v1::EventLogService::Stub& stub, std::uint64_t events,
                      std::uint64_t seed) {
  namespace v1 = eventlog::v1;
  return CheckP50(events, seed, [&](const std::string& tag) {
    v1::ReadRequest read;
    read.mutable_query()->add_items()->add_tags(tag);
    v1::AppendRequest append = NextAppend(1);
    *append.mutable_condition()->mutable_fail_if_matches() = read.query();
    v1::ReadResponse page;
    grpc::ClientContext reading;
    runtime::SetPrincipal(reading, "bench");
    ENSURE(stub.Read(&reading, read, &page).ok() && page.entries_size() == 1, "each tag is once");
    v1::AppendResponse appended;
    grpc::ClientContext appending;
    runtime::SetPrincipal(appending, "bench");
    ENSURE(stub.Append(&appending, append, &appended).error_code() == grpc::StatusCode::ABORTED,
           "the condition fails");
  });
}

std::unique_ptr<eventlog::v1::EventLogService::Stub> Connect(const LogUnderLoad& log) {
  return eventlog::v1::EventLogService::NewStub(
      grpc::CreateChannel(log.log_address(), grpc::InsecureChannelCredentials()));
}

void P5(const Settings& settings) {
  constexpr std::uint64_t kShort = 10'000;
  // What a log that is written at an ordinary pace never has: a queue of files
  // to compact.
  constexpr std::chrono::seconds kCompaction{20};
  LogUnderLoad small(Scratch(settings, "p5-short"));
  LogUnderLoad large(Scratch(settings, "p5-long"));
  Fill(small.store(), kShort);
  Fill(large.store(), settings.events);
  std::this_thread::sleep_for(kCompaction);
  Figure remote{.id = "P5",
                .workload = fmt::format("tag read and condition check over gRPC, p50, at {} events "
                                        "against {}",
                                        settings.events, kShort),
                .ours = {"the long log", "us", {}},
                .yardstick = {"the short log", "us", {}},
                .at_least = false,
                .target = 1.3};
  Figure local = remote;
  local.id = "P5 without gRPC";
  const auto large_stub = Connect(large);
  const auto small_stub = Connect(small);
  for (int run = 0; run < settings.runs; ++run) {
    const auto seed = static_cast<std::uint64_t>(run);
    remote.ours.values.push_back(RemoteCheckP50(*large_stub, settings.events, seed));
    remote.yardstick.values.push_back(RemoteCheckP50(*small_stub, kShort, seed));
    local.ours.values.push_back(LocalCheckP50(large.store(), settings.events, seed + 100));
    local.yardstick.values.push_back(LocalCheckP50(small.store(), kShort, seed + 100));
  }
  Print(remote, settings.json);
  Print(local, settings.json);
}

void P11(const Settings& settings) {
  constexpr int kClients = 64;
  const Postgres postgres(Scratch(settings, "p11-postgres"));
  if (!postgres.running()) return;
  const LogUnderLoad log(Scratch(settings, "p11"));
  Figure figure{.id = "P11",
                .workload = "append of 1 event of 256 bytes, 64 clients, fsync on",
                .ours = {"Debut over gRPC", "appends/s", {}},
                .yardstick = {"PostgreSQL 15, stream version check, head row", "appends/s", {}},
                .target = 8};
  for (int run = 0; run < settings.runs; ++run) {
    figure.ours.values.push_back(
        Drive(log.log_address(), {.clients = kClients, .seconds = settings.seconds})
            .requests_per_second);
    figure.yardstick.values.push_back(postgres.AppendsPerSecond(kClients, settings.seconds));
  }
  Print(figure, settings.json);
}

}  // namespace

int RunFigures(const std::vector<std::string>& ids, const Settings& settings) {
  const std::map<std::string, std::function<void(const Settings&)>> figures{
      {"P1", P1},
      {"P2", P2},
      {"P3", P3},
      {"P4", P4},
      {"P5", P5},
      {"P6", ReadEverything},
      {"P7", VerifyEverything},
      {"P8", CatchUpOfLimits},
      {"P9", MeasureMemory},
      {"P10", MeasureStart},
      {"P11", P11}};
  for (const std::string& id : ids) {
    if (figures.contains(id)) continue;
    fmt::print(stderr, "debut-bench: there is no figure {}\n", id);
    return 2;
  }
  fs::create_directories(settings.directory);
  for (const std::string& id : ids) figures.at(id)(settings);
  fs::remove_all(settings.directory);
  return 0;
}

}  // namespace debut::bench
