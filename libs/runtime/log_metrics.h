#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "eventstore/query.h"
#include "eventstore_rocksdb/log_observer.h"
#include "runtime/measurement.h"

namespace prometheus {
class Counter;
class Histogram;
class Registry;
template <typename T>
class Family;
}  // namespace prometheus

namespace debut::eventstore_rocksdb {
class RocksDbEventStore;
}

namespace debut::runtime {

// The prefixes of an item's tags, "cap+measure", since a tag itself may be of an enterprise; "none"
// without tags.
std::string TagPrefixesOf(const eventstore::QueryItem& item);

// Counts what the embedded log does: debut_log_appended_events_total,
// debut_log_append_group_events, debut_log_sync_seconds, and debut_log_conflicts_total by
// tag_prefix. Thread-safe.
class LogMetrics final : public eventstore_rocksdb::LogObserver {
 public:
  // Clients choose the prefixes; beyond so many different ones they count as "other".
  static constexpr std::size_t kTagPrefixesMax = 100;

  // Outlives it.
  explicit LogMetrics(prometheus::Registry& registry);

  void GroupSynced(std::size_t events, absl::Duration duration) override;
  void ConditionFailed(const eventstore::QueryItem& item) override;

 private:
  prometheus::Counter& events_;
  prometheus::Histogram& group_events_;
  prometheus::Histogram& sync_seconds_;
  prometheus::Family<prometheus::Counter>& conflicts_;
  std::mutex mutex_;
  std::set<std::string> tag_prefixes_;
};

// The head, whether the log can be written, and figures of its database: debut_log_…,
// debut_rocksdb_…. `log` outlives the measure.
Measure LogMeasure(const eventstore_rocksdb::RocksDbEventStore& log);

}  // namespace debut::runtime
