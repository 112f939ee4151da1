#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "eventstore_rocksdb/database.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/options.h"

namespace rocksdb {
class FileLock;
class FileSystem;
}  // namespace rocksdb

namespace debut::eventstore_rocksdb {

// The files of a log: `LOCK`, `head.anchor` and `db/`, open and held for this process.
class LogDirectory {
 public:
  // Makes what a new log needs, in an order that a crash may interrupt anywhere. Codes as those of
  // RocksDbEventStore::Open.
  static absl::StatusOr<std::unique_ptr<LogDirectory>> Open(const Options& options);
  ~LogDirectory();
  LogDirectory(const LogDirectory&) = delete;
  LogDirectory& operator=(const LogDirectory&) = delete;

  Database& database() { return *database_; }
  HeadAnchor& anchor() { return *anchor_; }

 private:
  explicit LogDirectory(const Options& options);
  absl::Status Lock();
  absl::Status OpenFiles(const Options& options);

  const std::shared_ptr<rocksdb::FileSystem> file_system_;
  const std::string directory_;
  rocksdb::FileLock* lock_ = nullptr;
  std::unique_ptr<Database> database_;
  std::unique_ptr<HeadAnchor> anchor_;
};

}  // namespace debut::eventstore_rocksdb
