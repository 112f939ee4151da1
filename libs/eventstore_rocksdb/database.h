#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore_rocksdb/options.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class Iterator;
class WriteBatch;
}  // namespace rocksdb

namespace debut::eventstore_rocksdb {

// The column families; docs/log_format.md says what is in them.
enum class Family { kMeta, kEntries, kPostings, kTiles };
inline constexpr std::size_t kFamilies = 4;

// The RocksDB database of a log, with every option that its durability rests on. Thread-safe.
class Database {
 public:
  // Creates the database only if `may_create`: a missing one is a loss otherwise.
  // DATA_LOSS: damaged, or not there. FAILED_PRECONDITION: another process has it open.
  // UNAVAILABLE: it can't be read or written.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path,
                                                        const Options& options, bool may_create);
  // To be read only, as it is now: nothing in its directory is written, made or locked. Codes as
  // those of Open().
  static absl::StatusOr<std::unique_ptr<Database>> OpenReadOnly(const std::string& path,
                                                                const Options& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::ColumnFamilyHandle* family(Family family) const {
    return handles_.at(static_cast<std::size_t>(family));
  }

  // Nothing if there is no such key.
  absl::StatusOr<std::optional<std::string>> Get(Family family, std::string_view key) const;

  // Over the whole family in the order of the keys. `bulk`: read ahead and leave the cache alone.
  std::unique_ptr<rocksdb::Iterator> Scan(Family family, bool bulk = false) const;
  // Over the posting list that a seek lands in; filters spare the files that don't have the list.
  std::unique_ptr<rocksdb::Iterator> Postings() const;

  // What RocksDB says of itself, by names of which each ends in its unit.
  std::map<std::string, std::uint64_t> Figures() const;

  // Visible to readers only once it is on disk; unless not `synced`, which is a planted fault.
  absl::Status Write(rocksdb::WriteBatch& batch, bool synced = true);

 private:
  Database() = default;
  enum class Mode { kRead, kWrite, kCreate };
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path,
                                                        const Options& options, Mode mode);

  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilies> handles_{};
};

}  // namespace debut::eventstore_rocksdb
