#include "eventstore_rocksdb/status.h"

#include <fmt/format.h>
#include <rocksdb/status.h>

namespace debut::eventstore_rocksdb {

absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view context) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = fmt::format("{}: {}", context, status.ToString());
  if (status.IsCorruption()) return absl::DataLossError(message);
  return absl::UnavailableError(message);
}

}  // namespace debut::eventstore_rocksdb
