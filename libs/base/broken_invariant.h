#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "base/ensure.h"

namespace debut::base {

// A broken ENSURE, where it may be somebody else's doing.
class BrokenInvariant : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// While one lives, a broken ENSURE on this thread throws BrokenInvariant instead of ending the
// process. For auditors, who read logs that others may have damaged; what was under way is in no
// state to go on with.
class ThrowingEnsures {
 public:
  ThrowingEnsures();
  ~ThrowingEnsures();
  ThrowingEnsures(const ThrowingEnsures&) = delete;
  ThrowingEnsures& operator=(const ThrowingEnsures&) = delete;
};

// What `run` returns: a status, or a StatusOr. DATA_LOSS: an invariant was broken, and which.
template <typename Run>
auto CatchBroken(Run&& run) -> decltype(run()) {
  const ThrowingEnsures throwing;
  try {
    return std::forward<Run>(run)();
  } catch (const BrokenInvariant& broken) {
    return absl::DataLossError(broken.what());
  }
}

}  // namespace debut::base
