#include "projection/rocksdb_row_store.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <filesystem>
#include <mutex>
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

// Instead of rows, while the files can't be read.
class NoRows final : public RowSnapshot {
 public:
  explicit NoRows(absl::Status why) : why_(std::move(why)) {}
  absl::StatusOr<std::optional<std::string>> Get(std::string_view) const override { return why_; }
  std::unique_ptr<RowCursor> Seek(std::string_view, std::string_view) const override {
    return std::make_unique<Nowhere>(why_);
  }

 private:
  class Nowhere final : public RowCursor {
   public:
    explicit Nowhere(absl::Status why) : why_(std::move(why)) {}
    bool Valid() const override { return false; }
    std::string_view key() const override { return {}; }
    std::string_view value() const override { return {}; }
    void Next() override {}
    absl::Status status() const override { return why_; }

   private:
    const absl::Status why_;
  };
  const absl::Status why_;
};

// RocksDB tries by itself to go on after a full disk, and Debian's ends the process over it: a file
// whose write has failed must not be written again. See RocksdbRowStore::Writable().
class NoRecovery final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

rocksdb::Options MakeOptions(rocksdb::Env* env) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(kBlockCacheBytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::Options options;
  if (env != nullptr) options.env = env;
  options.create_if_missing = true;
  options.write_buffer_size = kWriteBufferBytes;
  options.max_background_jobs = 2;
  options.max_open_files = 256;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.info_log = MakeRocksdbInfoLog();
  options.listeners.push_back(std::make_shared<NoRecovery>());
  return options;
}

class RocksdbRowStore final : public RowStore {
 public:
  RocksdbRowStore(std::string directory, std::unique_ptr<rocksdb::Env> env)
      : directory_(std::move(directory)), env_(std::move(env)) {}

  rocksdb::Status Open() {
    rocksdb::DB* db = nullptr;
    const rocksdb::Status opened = rocksdb::DB::Open(MakeOptions(env_.get()), directory_, &db);
    db_.reset(db);
    return opened;
  }

  std::shared_ptr<const RowSnapshot> Snapshot() const override {
    const std::scoped_lock lock(mutex_);
    if (db_ == nullptr) return std::make_shared<NoRows>(why_closed_);
    return std::make_shared<projection::Snapshot>(db_);
  }

  absl::Status Write(const RowBatch& batch) override {
    ASSIGN_OR_RETURN(const std::shared_ptr<rocksdb::DB> db, Writable());
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
    const rocksdb::Status status = db->Write(rocksdb::WriteOptions(), &writes);
    if (!status.ok()) {
      const std::scoped_lock lock(mutex_);
      failed_ = true;
    }
    return ToStatus(status, "write");
  }

  absl::Status Recover() override { return Writable().status(); }

 private:
  // After a failed write the files are closed and opened anew: what the failed batch left behind is
  // either whole or dropped, and derived again. Until that goes well, what is there is read.
  absl::StatusOr<std::shared_ptr<rocksdb::DB>> Writable() {
    const std::scoped_lock lock(mutex_);
    if (!failed_) return db_;
    // Nobody gets it while the lock is held, so there can only be fewer.
    if (db_ != nullptr && db_.use_count() > 1) {
      return absl::UnavailableError("read models: to be opened anew when nobody reads them");
    }
    db_.reset();
    why_closed_ = ToStatus(Open(), "open " + directory_);
    failed_ = !why_closed_.ok();
    if (!failed_) return db_;
    rocksdb::DB* db = nullptr;
    rocksdb::DB::OpenForReadOnly(MakeOptions(env_.get()), directory_, &db).PermitUncheckedError();
    db_.reset(db);
    return why_closed_;
  }

  const std::string directory_;
  const std::unique_ptr<rocksdb::Env> env_;  // Null: the machine's.
  mutable std::mutex mutex_;
  bool failed_ = false;              // A write, since the files were opened.
  std::shared_ptr<rocksdb::DB> db_;  // Null: see why_closed_.
  absl::Status why_closed_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<RowStore>> OpenRocksdbRowStore(
    const std::string& directory, const std::shared_ptr<rocksdb::FileSystem>& file_system) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    return absl::UnavailableError(
        fmt::format("read models: cannot make {}: {}", directory, error.message()));
  }
  auto store = std::make_unique<RocksdbRowStore>(
      directory, file_system == nullptr ? nullptr : rocksdb::NewCompositeEnv(file_system));
  const rocksdb::Status opened = store->Open();
  if (opened.IsCorruption()) {
    return absl::DataLossError(
        fmt::format("read models: {} is damaged ({}); remove that directory and start again: "
                    "everything in it is derived from the log",
                    directory, opened.ToString()));
  }
  RETURN_IF_ERROR(ToStatus(opened, "open " + directory));
  return store;
}

}  // namespace debut::projection
