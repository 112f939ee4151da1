#include "tests/bench/yardsticks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "base/ensure.h"
#include "eventstore_rocksdb/keys.h"

namespace debut::bench {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

double WriteAndSyncP50(const std::filesystem::path& directory, int writes) {
  const std::string bytes(512, 'w');
  const int file = ::open((directory / "yardstick").c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
  ENSURE(file >= 0, "the scratch directory can be written");
  std::vector<double> latencies;
  for (int i = 0; i < writes; ++i) {
    const auto start = Clock::now();
    ENSURE(::write(file, bytes.data(), bytes.size()) == 512, "512 bytes are written");
    ENSURE(::fdatasync(file) == 0, "fdatasync");
    latencies.push_back(SecondsSince(start) * 1e6);
  }
  ::close(file);
  std::ranges::sort(latencies);
  return latencies[latencies.size() / 2];
}

double BareRocksDb(const std::filesystem::path& directory, int batches) {
  constexpr int kBatchEvents = 1'000;
  constexpr std::size_t kEntryBytes = 32 + 18 + 400;  // Leaf hash, header, event of 256 bytes.
  rocksdb::Options options;
  options.create_if_missing = true;
  options.error_if_exists = true;
  options.create_missing_column_families = true;
  rocksdb::DB* opened = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  const auto status = rocksdb::DB::Open(
      options, directory.string(),
      {{rocksdb::kDefaultColumnFamilyName, {}}, {"entries", {}}, {"postings", {}}}, &families,
      &opened);
  ENSURE(status.ok(), status.ToString());
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const std::string entry(kEntryBytes, 'e');
  const std::string type = eventstore_rocksdb::TypePostingPrefix(1);
  std::uint64_t position = 0;
  const auto start = Clock::now();
  for (int b = 0; b < batches; ++b) {
    rocksdb::WriteBatch batch;
    for (int e = 0; e < kBatchEvents; ++e) {
      ++position;
      const auto key = eventstore_rocksdb::BigEndian(position);
      batch.Put(families[1], {key.data(), key.size()}, entry);
      for (const char* name : {"budget", "cap", "claim"}) {
        const std::string prefix =
            eventstore_rocksdb::TagPostingPrefix(fmt::format("{}:{}", name, position));
        batch.Put(families[2], eventstore_rocksdb::PostingKey(prefix, position), "\1");
      }
      batch.Put(families[2], eventstore_rocksdb::PostingKey(type, position), "");
    }
    const auto written = db->Write(synced, &batch);
    ENSURE(written.ok(), written.ToString());
  }
  const double rate = static_cast<double>(position) / SecondsSince(start);
  for (rocksdb::ColumnFamilyHandle* family : families) db->DestroyColumnFamilyHandle(family);
  return rate;
}

double BareIterator(const std::filesystem::path& log_directory) {
  rocksdb::DB* opened = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  rocksdb::DBOptions options;
  options.track_and_verify_wals_in_manifest = true;  // As it was written: else an assertion fails.
  const auto status = rocksdb::DB::OpenForReadOnly(
      options, (log_directory / "db").string(),
      {{rocksdb::kDefaultColumnFamilyName, {}}, {"entries", {}}}, &families, &opened);
  ENSURE(status.ok(), status.ToString());
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;
  const auto start = Clock::now();
  {
    const std::unique_ptr<rocksdb::Iterator> entries(
        db->NewIterator(rocksdb::ReadOptions(), families[1]));
    for (entries->SeekToFirst(); entries->Valid(); entries->Next()) {
      ++events;
      bytes += entries->value().size();
    }
  }
  const double rate = static_cast<double>(events) / SecondsSince(start);
  ENSURE(events > 0 && bytes > 0, "the log has entries");
  for (rocksdb::ColumnFamilyHandle* family : families) db->DestroyColumnFamilyHandle(family);
  return rate;
}

}  // namespace debut::bench
