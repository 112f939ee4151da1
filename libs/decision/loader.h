#pragma once

#include <utility>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"

namespace debut::decision {

// Folds a view's events as they are now: what looks up the keys of a command's views takes one, and
// so need not know of a store.
class Loader {
 public:
  explicit Loader(const eventstore::EventStore& store) : store_(store) {}

  template <View V>
  absl::StatusOr<V> operator()(V view) const {
    ASSIGN_OR_RETURN(Loaded<V> loaded, Load(store_, std::move(view)));
    return std::move(loaded.view);
  }

 private:
  const eventstore::EventStore& store_;
};

}  // namespace debut::decision
