#pragma once

#include <cstddef>

#include "absl/time/time.h"
#include "eventstore/query.h"

namespace debut::eventstore_rocksdb {

// Is told what the log does, by the threads that do it and partly under their locks: it must be
// quick, may not call the log, and is thread-safe.
class LogObserver {
 public:
  virtual ~LogObserver() = default;
  // A group of `events` events is on disk; writing and syncing it took `duration`.
  virtual void GroupSynced(std::size_t events, absl::Duration duration) = 0;
  // An append was refused because an event matches this item of its condition.
  virtual void ConditionFailed(const eventstore::QueryItem& item) = 0;
};

}  // namespace debut::eventstore_rocksdb
