#include "eventstore_rocksdb/status.h"

#include <fmt/format.h>
#include <rocksdb/status.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace debut::eventstore_rocksdb {

absl::Status FromRocksDb(const rocksdb::Status& status, std::string_view context) {
  if (status.ok()) return absl::OkStatus();
  const std::string message = fmt::format("{}: {}", context, status.ToString());
  if (status.IsCorruption()) return absl::DataLossError(message);
  return absl::UnavailableError(message);
}

bool IsLockHeld(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  const auto says = [&](const char* words) { return text.find(words) != std::string::npos; };
  if (!status.IsIOError() || says("open a file for lock")) return false;
  return says("lock hold by current process") || says(std::strerror(EAGAIN)) ||
         says(std::strerror(EACCES));
}

}  // namespace debut::eventstore_rocksdb
