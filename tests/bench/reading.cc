#include "tests/bench/reading.h"

#include <fmt/format.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <random>

#include "archive/archive_source.h"
#include "archive/verify.h"
#include "base/ensure.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/stored_log.h"
#include "runtime/principal.h"
#include "services/eventlog/publisher.h"
#include "tests/bench/figures.h"
#include "tests/bench/log_under_load.h"
#include "tests/bench/yardsticks.h"
#include "transparency/proofs.h"

namespace debut::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using eventstore::Position;

constexpr char kOrigin[] = "debut/bench";
constexpr std::size_t kHashedAtOnceBytes = 64 << 20;
constexpr int kProofs = 2'000;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

fs::path LogOf(const Settings& settings) { return settings.directory / "reading"; }

// Of `settings.events` events: the one that an earlier figure of this run has left, or a new one.
std::unique_ptr<LogUnderLoad> OpenFilled(const Settings& settings) {
  const fs::path directory = LogOf(settings);
  fs::create_directories(settings.directory);
  auto log = std::make_unique<LogUnderLoad>(directory);
  if (log->store().Head().value().value == settings.events) return log;
  log.reset();
  fs::remove_all(directory);
  log = std::make_unique<LogUnderLoad>(directory);
  Fill(log->store(), settings.events);
  return log;
}

double ReadRaw(const eventstore::RawLog& log, std::uint64_t events) {
  std::uint64_t seen = 0;
  std::uint64_t bytes = 0;
  const auto start = Clock::now();
  const auto read = log.ReadRaw({}, {}, [&](Position, std::string_view entry) {
    ++seen;
    bytes += entry.size();
    return true;
  });
  const double seconds = SecondsSince(start);
  ENSURE(read.ok() && seen == events && bytes > 0, "every event was read");
  return static_cast<double>(events) / seconds;
}

double ReadDecoded(const eventstore::EventStore& log, std::uint64_t events) {
  std::uint64_t seen = 0;
  const auto start = Clock::now();
  const auto read = log.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
    seen += event.event.payload.empty() ? 0 : 1;
    return true;
  });
  const double seconds = SecondsSince(start);
  ENSURE(read.ok() && seen == events, "every event was read");
  return static_cast<double>(events) / seconds;
}

// Events a second of SHA-256 on one thread over the leaves, which lie in memory while it is timed.
double HashOnOneThread(const archive::LogSource& log) {
  constexpr std::uint64_t kReadAtOnce = 1'024;
  double seconds = 0;
  std::uint64_t hashed = 0;
  std::vector<std::string> entries;
  std::size_t bytes = 0;
  const auto hash_them = [&] {
    const auto start = Clock::now();
    for (const std::string& entry : entries) {
      const transparency::Hash hash = transparency::LeafHash(entry);
      hashed += hash.size() == transparency::kHashBytes ? 1 : 0;
    }
    seconds += SecondsSince(start);
    entries.clear();
    bytes = 0;
  };
  for (std::uint64_t first = 1; first <= log.size(); first += kReadAtOnce) {
    const std::uint64_t count = std::min(kReadAtOnce, log.size() - first + 1);
    const absl::Status read =
        log.ReadEntries(first, count, [&](std::uint64_t, std::string_view, std::string_view entry) {
          bytes += entry.size();
          entries.emplace_back(entry);
        });
    ENSURE(read.ok(), read.ToString());
    if (bytes >= kHashedAtOnceBytes) hash_them();
  }
  hash_them();
  ENSURE(hashed == log.size(), "every entry was hashed");
  return static_cast<double>(hashed) / seconds;
}

struct SignedArchive {
  fs::path archive;
  fs::path heads;
  std::vector<transparency::NoteVerifier> verifiers;
  double events_per_second = 0;
};

// Writes the archive of a log anew, signed.
SignedArchive Export(const eventstore::RawLog& log, const fs::path& directory,
                     const std::string& pem) {
  fs::remove_all(directory);
  fs::create_directories(directory);
  auto signer = transparency::NoteSigner::FromPem(kOrigin, pem);
  ENSURE(signer.ok(), signer.status().ToString());
  SignedArchive made{.archive = directory / "archive",
                     .heads = directory / "heads.log",
                     .verifiers = {signer->verifier()}};
  eventlog::Publisher publisher(
      log, *std::move(signer),
      {.origin = kOrigin, .archive_directory = made.archive, .heads_file = made.heads});
  const auto start = Clock::now();
  ENSURE(publisher.Open().ok() && publisher.PublishNews().ok(), "the archive is written");
  made.events_per_second = static_cast<double>(log.Head().value().value) / SecondsSince(start);
  return made;
}

using Verify = std::function<absl::StatusOr<archive::VerifyResult>(archive::VerifyProgress)>;

double RateOf(const Verify& verify, std::uint64_t events) {
  const auto start = Clock::now();
  const auto result = verify([](std::uint64_t, std::uint64_t) { return true; });
  const double seconds = SecondsSince(start);
  ENSURE(result.ok(), result.status().ToString());
  ENSURE(result->findings.empty() && result->hashed == events && result->heads_count == 1,
         "everything agrees");
  return static_cast<double>(events) / seconds;
}

// p50 in microseconds of making a proof from the archive's tiles and checking it.
double ProofP50(const SignedArchive& made, std::uint64_t size, std::uint64_t seed) {
  const archive::Archive tiles(made.archive);
  const auto read = [&](const transparency::TileId& tile, std::uint64_t width) {
    return tiles.ReadTile(tile, width);
  };
  const auto root = transparency::RootFromTiles(size, read);
  const auto source = archive::ArchiveSource::Open(tiles);
  ENSURE(root.ok() && source.ok(), "the archive is whole");
  std::mt19937_64 random(seed);
  std::vector<double> latencies;
  for (int i = 0; i < kProofs; ++i) {
    const std::uint64_t index = random() % size;
    transparency::Hash leaf{};
    ENSURE(source
               ->ReadEntries(index + 1, 1,
                             [&](std::uint64_t, std::string_view, std::string_view entry) {
                               leaf = transparency::LeafHash(entry);
                             })
               .ok(),
           "the entry is there");
    const auto start = Clock::now();
    const auto proof = transparency::InclusionProof(index, size, read);
    ENSURE(proof.ok() && transparency::VerifyInclusion(leaf, index, size, *proof, *root).ok(),
           "the proof holds");
    latencies.push_back(SecondsSince(start) * 1e6);
  }
  return Median(std::move(latencies));
}

}  // namespace

void ReadEverything(const Settings& settings) {
  const auto log = OpenFilled(settings);
  const auto& raw = dynamic_cast<const eventstore::RawLog&>(log->store());
  eventstore_grpc::GrpcEventStoreOptions options;
  options.metadata = {{runtime::kPrincipalHeader, "bench"}};
  const eventstore_grpc::GrpcEventStore remote(
      eventstore_grpc::ConnectEventLog(log->log_address(), grpc::InsecureChannelCredentials()),
      options);
  Figure local{.id = "P6",
               .workload = fmt::format("every event of {}, local, as stored", settings.events),
               .ours = {"ReadRaw", "events/s", {}},
               .yardstick = {"bare RocksDB iterator", "events/s", {}},
               .target = 0.9,
               .details = {{"decoded", "events/s", {}}}};
  Figure over_grpc = local;
  over_grpc.id = "P6 over gRPC";
  over_grpc.workload = fmt::format("every event of {}, over gRPC, decoded", settings.events);
  over_grpc.ours.name = "Read";
  over_grpc.target = 0.4;
  over_grpc.details = {};
  for (int run = 0; run < settings.runs; ++run) {
    local.ours.values.push_back(ReadRaw(raw, settings.events));
    const double bare = BareIterator(LogOf(settings));
    local.yardstick.values.push_back(bare);
    local.details[0].values.push_back(ReadDecoded(log->store(), settings.events));
    over_grpc.ours.values.push_back(ReadDecoded(remote, settings.events));
    over_grpc.yardstick.values.push_back(BareIterator(LogOf(settings)));
  }
  Print(local, settings.json);
  Print(over_grpc, settings.json);
}

void VerifyEverything(const Settings& settings) {
  const std::string pem = transparency::NoteSigner::MakeKeyPem();
  const fs::path directory = settings.directory / "reading-export";
  Figure figure{.id = "P7",
                .workload = fmt::format("full verification of a stopped log of {} events: every "
                                        "entry hashed again, tiles, index, signed head",
                                        settings.events),
                .ours = {"audit verify, of the database", "events/s", {}},
                .yardstick = {"SHA-256 on one thread, from memory", "events/s", {}},
                .target = 0.8,
                .details = {{"audit verify, of the archive", "events/s", {}},
                            {"export: the archive written anew", "events/s", {}},
                            {"a proof from the archive, made and checked: p50", "us", {}}}};
  for (int run = 0; run < settings.runs; ++run) {
    SignedArchive made;
    {
      const auto log = OpenFilled(settings);
      made = Export(dynamic_cast<const eventstore::RawLog&>(log->store()), directory, pem);
    }
    const archive::VerifyOptions options{.verifiers = made.verifiers, .heads_file = made.heads};
    figure.ours.values.push_back(RateOf(
        [&](archive::VerifyProgress progress) {
          return eventstore_rocksdb::VerifyStoredLog(LogOf(settings).string(), options, progress);
        },
        settings.events));
    const auto source = archive::ArchiveSource::Open(archive::Archive(made.archive));
    ENSURE(source.ok(), source.status().ToString());
    figure.yardstick.values.push_back(HashOnOneThread(*source));
    figure.details[0].values.push_back(RateOf(
        [&](archive::VerifyProgress progress) {
          return archive::VerifyArchive(archive::Archive(made.archive), options, progress);
        },
        settings.events));
    figure.details[1].values.push_back(made.events_per_second);
    figure.details[2].values.push_back(
        ProofP50(made, settings.events, static_cast<std::uint64_t>(run)));
  }
  Print(figure, settings.json);
}

}  // namespace debut::bench
