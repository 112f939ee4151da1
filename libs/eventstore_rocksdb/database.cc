#include "eventstore_rocksdb/database.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <spdlog/spdlog.h>

#include <utility>
#include <vector>

#include "eventstore_rocksdb/damage.h"
#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/spdlog_bridge.h"
#include "eventstore_rocksdb/status.h"

namespace debut::eventstore_rocksdb {
namespace {

// By number of the family. The name of the first is RocksDB's.
constexpr std::array<const char*, kFamilies> kNames = {"default", "entries", "postings", "tiles"};

constexpr std::size_t kWalBytesMax = 64 << 20;  // Bounds what a start after a crash replays.
constexpr int kOpenFilesMax = 512;
constexpr std::size_t kScanReadaheadBytes = 2 << 20;

// All but the position: a posting list. The name is persisted in the files.
class PostingPrefix final : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "debut.PostingPrefix"; }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), key.size() - kPositionBytes};
  }
  bool InDomain(const rocksdb::Slice& key) const override { return key.size() > kPositionBytes; }
};

// From where the memtable looks for a posting's place: that of the last one of its kind or type.
// A group's postings come sorted.
class PostingHint final : public rocksdb::SliceTransform {
 public:
  const char* Name() const override { return "debut.PostingHint"; }
  rocksdb::Slice Transform(const rocksdb::Slice& key) const override {
    return {key.data(), PostingHintBytes(key.ToStringView())};
  }
  bool InDomain(const rocksdb::Slice& key) const override { return key.size() > kPositionBytes; }
};

rocksdb::DBOptions DatabaseOptions(bool may_create) {
  rocksdb::DBOptions options;
  options.create_if_missing = may_create;
  options.create_missing_column_families = may_create;
  options.info_log = NewSpdlogBridge();
  options.info_log_level = spdlog::should_log(spdlog::level::debug)
                               ? rocksdb::InfoLogLevel::INFO_LEVEL
                               : rocksdb::InfoLogLevel::WARN_LEVEL;
  // A torn last record is what a crash leaves; anything else is damage and must be seen.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.track_and_verify_wals_in_manifest = true;
  options.paranoid_checks = true;
  options.recycle_log_file_num = 0;
  options.wal_compression = rocksdb::kNoCompression;
  options.enable_pipelined_write = false;
  options.unordered_write = false;
  // One thread writes: it inserts faster alone.
  options.allow_concurrent_memtable_write = false;
  options.enable_write_thread_adaptive_yield = false;
  // What failed to reach the disk stays failed until the process has started again.
  options.max_bgerror_resume_count = 0;
  // A start reads a bounded part, and leaves the evidence alone if it ends in a refusal.
  options.avoid_flush_during_recovery = true;
  options.skip_stats_update_on_db_open = true;
  options.skip_checking_sst_file_sizes_on_db_open = true;
  options.max_open_files = kOpenFilesMax;
  options.max_total_wal_size = kWalBytesMax;
  options.max_background_jobs = 2;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

rocksdb::BlockBasedTableOptions TableOptions(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.format_version = 5;
  table.block_size = 8 << 10;
  // Index and filters live in the cache, so that memory stays bounded as the log grows.
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  return table;
}

rocksdb::ColumnFamilyOptions FamilyOptions(Family family, const Options& options,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions result;
  rocksdb::BlockBasedTableOptions table = TableOptions(cache);
  result.level_compaction_dynamic_level_bytes = true;
  result.compression = rocksdb::kLZ4Compression;
  result.write_buffer_size = 1 << 20;
  result.max_write_buffer_number = 3;
  switch (family) {
    case Family::kMeta:
      break;
    case Family::kEntries:
      result.write_buffer_size = options.write_buffer_bytes;
      // Each entry stands behind the last one: one hint for all.
      result.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
      break;
    case Family::kPostings:
      result.write_buffer_size = options.write_buffer_bytes;
      result.prefix_extractor = std::make_shared<const PostingPrefix>();
      result.memtable_prefix_bloom_size_ratio = 0.1;
      result.memtable_insert_with_hint_prefix_extractor = std::make_shared<const PostingHint>();
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
      table.whole_key_filtering = false;
      table.partition_filters = true;
      break;
    case Family::kTiles:
      // 32 bytes an event: with less, its many small files hold up the writes of a long import.
      result.write_buffer_size = 8 << 20;
      result.compression = rocksdb::kNoCompression;
      break;
  }
  result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return result;
}

absl::Status OpenError(const rocksdb::Status& status, const std::string& path) {
  if (IsLockHeld(status)) {
    return absl::FailedPreconditionError(
        fmt::format("the database {} is already open by another process", path));
  }
  // A database that lacks a file or a column family says so as an invalid argument.
  if (status.IsInvalidArgument() || status.IsNotFound() || status.IsPathNotFound()) {
    return Damage(fmt::format("the database {} is incomplete: {}", path, status.ToString()));
  }
  if (status.IsCorruption()) {
    return Damage(fmt::format("the database {} is damaged: {}", path, status.ToString()));
  }
  return FromRocksDb(status, fmt::format("the database {} can't be opened", path));
}

rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path,
                                                         const Options& options, bool may_create) {
  return Open(path, options, may_create ? Mode::kCreate : Mode::kWrite);
}

absl::StatusOr<std::unique_ptr<Database>> Database::OpenReadOnly(const std::string& path,
                                                                 const Options& options) {
  return Open(path, options, Mode::kRead);
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path,
                                                         const Options& options, Mode mode) {
  auto database = std::unique_ptr<Database>(new Database);
  rocksdb::DBOptions db_options = DatabaseOptions(mode == Mode::kCreate);
  if (options.file_system) {
    database->env_ = rocksdb::NewCompositeEnv(options.file_system);
    db_options.env = database->env_.get();
  }
  rocksdb::LRUCacheOptions cache_options;
  cache_options.capacity = options.block_cache_bytes;
  cache_options.high_pri_pool_ratio = 0.5;
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(cache_options);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilies; ++i) {
    families.emplace_back(kNames[i], FamilyOptions(static_cast<Family>(i), options, cache));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      mode == Mode::kRead ? rocksdb::DB::OpenForReadOnly(db_options, path, families, &handles, &db)
                          : rocksdb::DB::Open(db_options, path, families, &handles, &db);
  if (!status.ok()) return OpenError(status, path);
  database->db_.reset(db);
  std::ranges::copy(handles, database->handles_.begin());
  return database;
}

Database::~Database() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  db_->Close().PermitUncheckedError();
}

absl::StatusOr<std::optional<std::string>> Database::Get(Family which, std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      db_->Get(rocksdb::ReadOptions(), family(which), ToSlice(key), &value);
  if (status.ok()) return std::optional<std::string>(std::move(value));
  if (status.IsNotFound()) return std::optional<std::string>();
  return FromRocksDb(status, "reading the log");
}

std::map<std::string, std::uint64_t> Database::Figures() const {
  using Properties = rocksdb::DB::Properties;
  std::map<std::string, std::uint64_t> figures;
  const std::pair<const char*, const std::string*> summed[] = {
      {"sst_files_bytes", &Properties::kTotalSstFilesSize},
      {"memtables_bytes", &Properties::kCurSizeAllMemTables},
      {"table_readers_bytes", &Properties::kEstimateTableReadersMem},
      {"pending_compaction_bytes", &Properties::kEstimatePendingCompactionBytes}};
  for (const auto& [name, property] : summed) {
    db_->GetAggregatedIntProperty(*property, &figures[name]);
  }
  const std::pair<const char*, const std::string*> shared[] = {
      {"running_compactions", &Properties::kNumRunningCompactions},
      {"running_flushes", &Properties::kNumRunningFlushes},
      {"background_errors", &Properties::kBackgroundErrors},
      {"writes_stopped", &Properties::kIsWriteStopped},
      {"block_cache_bytes", &Properties::kBlockCacheUsage}};
  for (const auto& [name, property] : shared) db_->GetIntProperty(*property, &figures[name]);
  return figures;
}

std::unique_ptr<rocksdb::Iterator> Database::Scan(Family which, bool bulk) const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  if (bulk) {
    options.fill_cache = false;
    options.readahead_size = kScanReadaheadBytes;
  }
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, family(which)));
}

std::unique_ptr<rocksdb::Iterator> Database::Postings() const {
  rocksdb::ReadOptions options;
  options.prefix_same_as_start = true;
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, family(Family::kPostings)));
}

absl::Status Database::Write(rocksdb::WriteBatch& batch, bool synced) {
  rocksdb::WriteOptions options;
  options.sync = synced;
  return FromRocksDb(db_->Write(options, &batch), "writing the log");
}

}  // namespace debut::eventstore_rocksdb
