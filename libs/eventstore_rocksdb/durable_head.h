#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "eventstore_rocksdb/log_state.h"
#include "transparency/hash.h"

namespace debut::eventstore_rocksdb {

// How far the log is on disk, and whether it still works: all that a reader may see. Thread-safe.
class DurableHead {
 public:
  void Publish(const LogState& state, const transparency::Hash& root);
  // From now on everything answers `status`; the first call counts. UNAVAILABLE.
  void Fail(const absl::Status& status);

  // OK, or why the store answers nothing any more.
  absl::Status Check() const;
  std::uint64_t position() const { return position_.load(std::memory_order_acquire); }

  struct Published {
    LogState state;
    transparency::Hash root;
  };
  Published published() const;

  // See RawLog::WaitBeyond.
  absl::StatusOr<std::uint64_t> WaitBeyond(std::uint64_t position, absl::Duration timeout,
                                           std::stop_token stop) const;

 private:
  std::atomic<std::uint64_t> position_{0};
  std::atomic<bool> failed_{false};
  mutable std::mutex mutex_;
  mutable std::condition_variable_any changed_;
  Published published_{{}, transparency::EmptyRoot()};
  absl::Status failure_;
};

}  // namespace debut::eventstore_rocksdb
