#pragma once

#include "absl/time/time.h"

namespace debut::eventstore_grpc {

// How long to wait before the next attempt: doubles from `first` to `max`, less up to a quarter at
// random, so that clients of one server don't come back all at once. Not thread-safe.
class Backoff {
 public:
  Backoff(absl::Duration first, absl::Duration max) : first_(first), max_(max), next_(first) {}

  absl::Duration Next();
  void Reset() { next_ = first_; }

 private:
  const absl::Duration first_;
  const absl::Duration max_;
  absl::Duration next_;
};

}  // namespace debut::eventstore_grpc
