#include "projection/rocksdb_row_store.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/status_macros.h"
#include "projection/rocksdb_info_log.h"

namespace debut::projection {
namespace {

constexpr std::size_t kBlockCacheBytes = 32 << 20;
constexpr std::size_t kWriteBufferBytes = 16 << 20;

rocksdb::Slice SliceOf(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view ViewOf(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

absl::Status ToStatus(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return absl::OkStatus();
  std::string message = fmt::format("read models: {}: {}", doing, status.ToString());
  if (status.IsCorruption()) return absl::DataLossError(std::move(message));
  return absl::UnavailableError(std::move(message));
}

class Cursor final : public RowCursor {
 public:
  Cursor(rocksdb::DB& db, const rocksdb::Snapshot* snapshot, std::string_view from,
         std::string_view to)
      : to_(to), to_slice_(to_) {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.iterate_upper_bound = &to_slice_;
    iterator_.reset(db.NewIterator(options));
    iterator_->Seek(SliceOf(from));
  }
  bool Valid() const override { return iterator_->Valid(); }
  std::string_view key() const override { return ViewOf(iterator_->key()); }
  std::string_view value() const override { return ViewOf(iterator_->value()); }
  void Next() override { iterator_->Next(); }
  absl::Status status() const override { return ToStatus(iterator_->status(), "walk"); }

 private:
  const std::string to_;
  const rocksdb::Slice to_slice_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

class Snapshot final : public RowSnapshot {
 public:
  explicit Snapshot(std::shared_ptr<rocksdb::DB> db)
      : db_(std::move(db)), snapshot_(db_->GetSnapshot()) {}
  ~Snapshot() override { db_->ReleaseSnapshot(snapshot_); }

  absl::StatusOr<std::optional<std::string>> Get(std::string_view key) const override {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    std::string value;
    const rocksdb::Status status = db_->Get(options, SliceOf(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    RETURN_IF_ERROR(ToStatus(status, "get"));
    return value;
  }

  std::unique_ptr<RowCursor> Seek(std::string_view from, std::string_view to) const override {
    return std::make_unique<Cursor>(*db_, snapshot_, from, to);
  }

 private:
  const std::shared_ptr<rocksdb::DB> db_;
  const rocksdb::Snapshot* const snapshot_;
};

class RocksdbRowStore final : public RowStore {
 public:
  explicit RocksdbRowStore(std::shared_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  std::shared_ptr<const RowSnapshot> Snapshot() const override {
    return std::make_shared<projection::Snapshot>(db_);
  }

  absl::Status Write(const RowBatch& batch) override {
    // After an error RocksDB refuses writes until it is told to go on. It may be told: what the
    // failed batch left behind is either whole or dropped, and derived again.
    if (failed_.load()) RETURN_IF_ERROR(ToStatus(db_->Resume(), "resume"));
    failed_ = false;
    rocksdb::WriteBatch writes;
    for (const auto& [from, to] : batch.erased_ranges) {
      writes.DeleteRange(SliceOf(from), SliceOf(to));
    }
    for (const auto& [key, value] : batch.changes) {
      if (value) {
        writes.Put(SliceOf(key), SliceOf(*value));
      } else {
        writes.Delete(SliceOf(key));
      }
    }
    const rocksdb::Status status = db_->Write(rocksdb::WriteOptions(), &writes);
    if (!status.ok()) failed_ = true;
    return ToStatus(status, "write");
  }

 private:
  const std::shared_ptr<rocksdb::DB> db_;
  std::atomic<bool> failed_ = false;
};

rocksdb::Options MakeOptions() {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::Options options;
  options.create_if_missing = true;
  options.write_buffer_size = kWriteBufferBytes;
  options.max_background_jobs = 2;
  options.max_open_files = 256;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.info_log = MakeRocksdbInfoLog();
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RowStore>> OpenRocksdbRowStore(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    return absl::UnavailableError(
        fmt::format("read models: cannot make {}: {}", directory, error.message()));
  }
  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened = rocksdb::DB::Open(MakeOptions(), directory, &db);
  if (opened.IsCorruption()) {
    return absl::DataLossError(
        fmt::format("read models: {} is damaged ({}); remove that directory and start again: "
                    "everything in it is derived from the log",
                    directory, opened.ToString()));
  }
  RETURN_IF_ERROR(ToStatus(opened, "open " + directory));
  return std::make_unique<RocksdbRowStore>(std::shared_ptr<rocksdb::DB>(db));
}

}  // namespace debut::projection
