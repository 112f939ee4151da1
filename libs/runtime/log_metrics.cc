#include "runtime/log_metrics.h"

#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "absl/time/time.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"

namespace debut::runtime {
namespace {

const prometheus::Histogram::BucketBoundaries kGroupEvents = {1,   2,   5,    10,   20,   50,
                                                              100, 500, 1000, 5000, 16384};
const prometheus::Histogram::BucketBoundaries kSyncSeconds = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5};

}  // namespace

std::string TagPrefixesOf(const eventstore::QueryItem& item) {
  std::set<std::string> prefixes;
  for (const std::string& tag : item.tags) prefixes.insert(tag.substr(0, tag.find(':')));
  if (prefixes.empty()) return "none";
  return fmt::format("{}", fmt::join(prefixes, "+"));
}

LogMetrics::LogMetrics(prometheus::Registry& registry)
    : events_(prometheus::BuildCounter()
                  .Name("debut_log_appended_events_total")
                  .Help("Events that this process has put on disk")
                  .Register(registry)
                  .Add({})),
      group_events_(prometheus::BuildHistogram()
                        .Name("debut_log_append_group_events")
                        .Help("Events that were written and synced together")
                        .Register(registry)
                        .Add({}, kGroupEvents)),
      sync_seconds_(prometheus::BuildHistogram()
                        .Name("debut_log_sync_seconds")
                        .Help("Writing and syncing a group of events, with the head anchor")
                        .Register(registry)
                        .Add({}, kSyncSeconds)),
      conflicts_(prometheus::BuildCounter()
                     .Name("debut_log_conflicts_total")
                     .Help("Appends whose condition failed, by the prefixes of the tags that the "
                           "newer event matched")
                     .Register(registry)) {}

void LogMetrics::GroupSynced(std::size_t events, absl::Duration duration) {
  events_.Increment(static_cast<double>(events));
  group_events_.Observe(static_cast<double>(events));
  sync_seconds_.Observe(absl::ToDoubleSeconds(duration));
}

void LogMetrics::ConditionFailed(const eventstore::QueryItem& item) {
  std::string prefixes = TagPrefixesOf(item);
  const std::lock_guard lock(mutex_);
  if (!tag_prefixes_.contains(prefixes)) {
    if (tag_prefixes_.size() >= kTagPrefixesMax) prefixes = "other";
    tag_prefixes_.insert(prefixes);
  }
  conflicts_.Add({{"tag_prefix", prefixes}}).Increment();
}

Measure LogMeasure(const eventstore_rocksdb::RocksDbEventStore& log) {
  return [&log] {
    const auto head = log.Head();
    std::vector<Measurement> measurements = {
        {.name = "debut_log_serving",
         .help = "1: the log takes and gives events; 0: a write has failed, or it is closed",
         .value = head.ok() ? 1.0 : 0.0}};
    if (!head.ok()) return measurements;
    measurements.push_back({.name = "debut_log_head_position",
                            .help = "Position of the last event that is on disk",
                            .value = static_cast<double>(head->value)});
    for (const auto& [property, value] : log.DatabaseFigures()) {
      measurements.push_back({.name = fmt::format("debut_rocksdb_{}", property),
                              .help = fmt::format("Of the log's database: {}", property),
                              .labels = {{"database", "log"}},
                              .value = static_cast<double>(value)});
    }
    return measurements;
  };
}

}  // namespace debut::runtime
