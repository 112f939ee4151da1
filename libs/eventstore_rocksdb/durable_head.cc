#include "eventstore_rocksdb/durable_head.h"

#include <algorithm>
#include <utility>

#include "base/status_macros.h"

namespace debut::eventstore_rocksdb {
namespace {

constexpr absl::Duration kWaitMax = absl::Hours(24);

}  // namespace

void DurableHead::Publish(const LogState& state, const transparency::Hash& root) {
  {
    const std::lock_guard lock(mutex_);
    published_ = {state, root};
    position_.store(state.size(), std::memory_order_release);
  }
  changed_.notify_all();
}

void DurableHead::Fail(const absl::Status& status) {
  {
    const std::lock_guard lock(mutex_);
    if (failed_.exchange(true)) return;
    failure_ = status;
  }
  changed_.notify_all();
}

absl::Status DurableHead::Check() const {
  if (!failed_.load(std::memory_order_acquire)) return absl::OkStatus();
  const std::lock_guard lock(mutex_);
  return failure_;
}

DurableHead::Published DurableHead::published() const {
  const std::lock_guard lock(mutex_);
  return published_;
}

absl::StatusOr<std::uint64_t> DurableHead::WaitBeyond(std::uint64_t position,
                                                      absl::Duration timeout,
                                                      std::stop_token stop) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::move(stop), absl::ToChronoNanoseconds(std::min(timeout, kWaitMax)),
                    [&] { return failed_.load() || this->position() > position; });
  RETURN_IF_ERROR(failure_);
  return this->position();
}

}  // namespace debut::eventstore_rocksdb
