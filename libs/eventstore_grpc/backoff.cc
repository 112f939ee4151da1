#include "eventstore_grpc/backoff.h"

#include <algorithm>

#include "absl/random/random.h"

namespace debut::eventstore_grpc {

absl::Duration Backoff::Next() {
  thread_local absl::BitGen random;
  const absl::Duration now = next_;
  next_ = std::min(next_ * 2, max_);
  return now * absl::Uniform(random, 0.75, 1.0);
}

}  // namespace debut::eventstore_grpc
