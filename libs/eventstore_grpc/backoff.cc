#include "eventstore_grpc/backoff.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "absl/random/random.h"

namespace debut::eventstore_grpc {

absl::Duration Backoff::Next() {
  thread_local absl::BitGen random;
  const absl::Duration now = next_;
  next_ = std::min(next_ * 2, max_);
  return now * absl::Uniform(random, 0.75, 1.0);
}

void SleepUnlessStopped(absl::Duration duration, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, absl::ToChronoNanoseconds(duration), [] { return false; });
}

}  // namespace debut::eventstore_grpc
