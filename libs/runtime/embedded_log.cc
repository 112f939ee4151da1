#include "runtime/embedded_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>

#include "base/status_macros.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "runtime/log_metrics.h"
#include "runtime/metrics.h"
#include "sealing/vault.h"

namespace debut::runtime {
namespace {

// Whether another process holds the lock file. The log's own status says only that a precondition
// fails, which a supervisor must tell from one that a restart never mends.
bool IsLockedElsewhere(const std::string& lock_file) {
  const int fd = open(lock_file.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool locked = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(fd);
  return locked;
}

}  // namespace

absl::StatusOr<OpenedLog> OpenEmbeddedLog(const LogRequest& request) {
  const std::filesystem::path directory = std::filesystem::path(request.config.data_dir()) / "log";
  std::error_code error;
  std::filesystem::create_directories(request.config.data_dir(), error);
  if (error) {
    return absl::UnavailableError(
        fmt::format("data_dir {}: {}", request.config.data_dir(), error.message()));
  }
  eventstore_rocksdb::Options options;
  options.directory = directory;
  options.clock = &request.clock;
  options.on_fatal = request.on_fatal;
  if (request.metrics != nullptr) {
    options.observer = std::make_shared<LogMetrics>(request.metrics->registry());
  }
  auto store = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
  if (!store.ok()) {
    const bool in_use =
        absl::IsFailedPrecondition(store.status()) && IsLockedElsewhere(directory / "LOCK");
    if (in_use) return absl::AlreadyExistsError(std::string(store.status().message()));
    return store.status();
  }
  ASSIGN_OR_RETURN(const eventstore::Position head, (*store)->Head());
  spdlog::info("opened the log in {}, which has {} events", directory.string(), head.value);
  eventstore_rocksdb::RocksDbEventStore* const log = store->get();
  auto vault = std::make_unique<sealing::Vault>(std::filesystem::path(request.config.data_dir()) /
                                                "privacy");
  sealing::Vault* const keys = vault.get();
  return OpenedLog{.store = *std::move(store),
                   .raw_log = log,
                   .sealer = std::move(vault),
                   .vault = keys,
                   .measure = LogMeasure(*log)};
}

}  // namespace debut::runtime
