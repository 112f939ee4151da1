#pragma once

#include "absl/status/status.h"

namespace debut::eventstore {

// A log that can be told to take no more events; what it has goes on being read. Thread-safe.
class AppendGate {
 public:
  virtual ~AppendGate() = default;

  // From now on every append is answered with `why`, which isn't OK.
  virtual void RefuseAppends(const absl::Status& why) = 0;
};

}  // namespace debut::eventstore
