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

}  // namespace debut::eventstore_rocksdb
