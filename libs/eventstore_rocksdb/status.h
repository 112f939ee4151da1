#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace rocksdb {
class IOStatus;
class Status;
}  // namespace rocksdb

namespace debut::eventstore_rocksdb {

// Corruption → DATA_LOSS, everything else that isn't OK → UNAVAILABLE, with `context` in front.
absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view context);

// Whether somebody holds the lock file that was to be locked. RocksDB says so in words only, and in
// nearly the same ones that the file could not be opened, which is a fault of the disk.
bool IsLockHeld(const rocksdb::Status& status);

}  // namespace debut::eventstore_rocksdb
