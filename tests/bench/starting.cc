#include "tests/bench/starting.h"

#include <fmt/format.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

#include "base/ensure.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "runtime/scrape.h"
#include "tests/bench/figures.h"
#include "tests/bench/log_under_load.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"

namespace debut::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kShort = 10'000;
constexpr int kAppends = 500;
constexpr double kMebibyte = 1 << 20;
constexpr double kMemoryMax = 400;
// The first start of a filled log writes its archive.
constexpr absl::Duration kFirstStart = absl::Hours(2);
constexpr auto kPollInterval = std::chrono::milliseconds(200);

// A data directory with so many events, and debutd over it.
class Server {
 public:
  Server(fs::path directory, std::uint64_t events) : directory_(std::move(directory)) {
    fs::create_directories(directory_ / "data");
    eventstore_rocksdb::Options options;
    options.directory = directory_ / "data/log";
    const auto store = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
    ENSURE(store.ok(), store.status().ToString());
    if ((*store)->Head().value().value == 0) Fill(**store, events);
    std::ofstream(directory_ / "debutd.txtpb")
        << "access { principals { name: 'bench' roles: 'log.writer' } anonymous_roles: 'reader'\n"
           "         anonymous_roles: 'log.reader' }\n"
           "logging { level: LEVEL_WARNING } metrics { listen: '127.0.0.1:0' }\n";
  }

  // Seconds until it answers.
  double Start() {
    const auto start = Clock::now();
    auto process = test::Process::Start(
        {.program = test::ProgramPath("debutd"),
         .arguments = {"--config", directory_ / "debutd.txtpb", "--data-dir", directory_ / "data"},
         .directory = directory_,
         .name = "debutd"},
        kFirstStart);
    ENSURE(process.ok(), process.status().ToString());
    process_ = *std::move(process);
    const auto head = Log().Head();
    ENSURE(head.ok(), head.status().ToString());
    return std::chrono::duration<double>(Clock::now() - start).count();
  }

  void Append() const {
    eventstore::Event event;
    event.type = "debut.bench.v1.Started";
    event.tags = {"thing:started"};
    event.payload = std::string(256, 'x');
    auto log = Log();
    for (int i = 0; i < kAppends; ++i) {
      const auto appended = log.Append({event}, std::nullopt);
      ENSURE(appended.ok(), appended.status().ToString());
    }
  }

  void Kill() {
    process_->Kill9();
    process_->WaitExit();
    process_.reset();
  }

  void WaitForModels() const {
    while (Sum("debut_projection_lag_events") > 0) std::this_thread::sleep_for(kPollInterval);
  }
  double ResidentMebibytes() const { return Sum("process_resident_memory_bytes") / kMebibyte; }

 private:
  eventstore_grpc::GrpcEventStore Log() const {
    return eventstore_grpc::GrpcEventStore(
        eventstore_grpc::ConnectEventLog(process_->address(), grpc::InsecureChannelCredentials()),
        {.metadata = {{"x-debut-principal", "bench"}}});
  }
  double Sum(std::string_view name) const {
    std::string port;
    std::ifstream(directory_ / "debutd.port.metrics") >> port;
    const auto samples = runtime::Scrape("127.0.0.1:" + port, absl::Seconds(30));
    ENSURE(samples.ok(), samples.status().ToString());
    double sum = 0;
    for (const runtime::Sample& sample : *samples) sum += sample.name == name ? sample.value : 0;
    return sum;
  }

  fs::path directory_;
  std::unique_ptr<test::Process> process_;
};

fs::path LongLog(const Settings& settings) { return settings.directory / "starting"; }

}  // namespace

void MeasureMemory(const Settings& settings) {
  Server server(LongLog(settings), settings.events);
  server.Start();
  server.WaitForModels();
  Figure figure{.id = "P9",
                .workload = fmt::format("resident set of debutd at {} events", settings.events),
                .ours = {"debutd", "MiB", {}},
                .yardstick = {"what it may have", "MiB", {}},
                .at_least = false,
                .target = 1};
  for (int run = 0; run < settings.runs; ++run) {
    server.Append();
    figure.ours.values.push_back(server.ResidentMebibytes());
    figure.yardstick.values.push_back(kMemoryMax);
  }
  server.Kill();
  Print(figure, settings.json);
}

void MeasureStart(const Settings& settings) {
  Server longer(LongLog(settings), settings.events);
  Server shorter(settings.directory / "starting-short", kShort);
  Figure figure{.id = "P10",
                .workload = "from the start of debutd to its first answer, after kill -9",
                .ours = {fmt::format("{} events", settings.events), "s", {}},
                .yardstick = {"2 s", "s", {}},
                .at_least = false,
                .target = 1,
                .details = {{fmt::format("{} events", kShort), "s", {}}}};
  for (Server* server : {&longer, &shorter}) {
    server->Start();
    server->WaitForModels();
  }
  for (int run = 0; run < settings.runs; ++run) {
    for (Server* server : {&longer, &shorter}) {
      server->Append();
      server->Kill();
    }
    figure.ours.values.push_back(longer.Start());
    figure.yardstick.values.push_back(2);
    figure.details.front().values.push_back(shorter.Start());
  }
  longer.Kill();
  shorter.Kill();
  Print(figure, settings.json);
}

}  // namespace debut::bench
