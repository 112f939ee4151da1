#include "runtime/log_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/ensure.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "runtime/metrics.h"
#include "runtime/scrape.h"
#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

using eventstore::AppendCondition;
using eventstore::Event;

TEST(TagPrefixesOf, NamesNoTag) {
  EXPECT_EQ(TagPrefixesOf({.types = {}, .tags = {"enterprise:91110108MA01", "cap:m3/P-1"}}),
            "cap+enterprise");
  EXPECT_EQ(TagPrefixesOf({.types = {"debut.x"}, .tags = {}}), "none");
  EXPECT_EQ(TagPrefixesOf({.types = {}, .tags = {"cap:a", "cap:b"}}), "cap");
}

// A log on disk with metrics, and what they say over HTTP.
class LogMetricsTest : public ::testing::Test {
 protected:
  LogMetricsTest() {
    eventstore_rocksdb::Options options;
    options.directory = directory_.path() / "log";
    options.observer = std::make_shared<LogMetrics>(metrics_.registry());
    auto log = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
    ENSURE(log.ok(), log.status().ToString());
    log_ = *std::move(log);
    auto server = MetricsServer::Start("127.0.0.1:0", metrics_, {LogMeasure(*log_)});
    ENSURE(server.ok(), server.status().ToString());
    server_ = *std::move(server);
  }

  absl::Status Append(std::size_t count, std::optional<AppendCondition> condition = {}) {
    Event event;
    event.type = "debut.test.v1.Something";
    event.tags = {"enterprise:E-1"};
    return log_->Append(std::vector<Event>(count, event), std::move(condition)).status();
  }
  // The sum over all labels.
  double Value(const std::string& name, const std::string& tag_prefix = "") {
    const auto samples = Scrape("127.0.0.1:" + std::to_string(server_->port()), absl::Seconds(30));
    EXPECT_TRUE(samples.ok()) << samples.status();
    double sum = 0;
    for (const Sample& sample : samples.value_or(std::vector<Sample>())) {
      const auto prefix = sample.labels.find("tag_prefix");
      const bool other =
          !tag_prefix.empty() && (prefix == sample.labels.end() || prefix->second != tag_prefix);
      if (sample.name == name && !other) sum += sample.value;
    }
    return sum;
  }

  test::TemporaryDirectory directory_;
  Metrics metrics_;
  std::unique_ptr<eventstore_rocksdb::RocksDbEventStore> log_;
  std::unique_ptr<MetricsServer> server_;
};

TEST_F(LogMetricsTest, CountEventsAndGroups) {
  ASSERT_TRUE(Append(3).ok());
  ASSERT_TRUE(Append(2).ok());
  EXPECT_EQ(Value("debut_log_appended_events_total"), 5);
  EXPECT_EQ(Value("debut_log_append_group_events_count"), 2);
  EXPECT_EQ(Value("debut_log_append_group_events_sum"), 5);
  EXPECT_EQ(Value("debut_log_sync_seconds_count"), 2);
  EXPECT_GT(Value("debut_log_sync_seconds_sum"), 0);
  EXPECT_EQ(Value("debut_log_head_position"), 5);
  EXPECT_EQ(Value("debut_log_serving"), 1);
  EXPECT_GT(Value("debut_rocksdb_memtables_bytes"), 0);
}

TEST_F(LogMetricsTest, CountConflictsByTheItemThatMatched) {
  ASSERT_TRUE(Append(1).ok());
  const AppendCondition condition{.fail_if_matches = {{{.types = {}, .tags = {"budget:B-1"}},
                                                       {.types = {}, .tags = {"enterprise:E-1"}}}},
                                  .after = {}};
  EXPECT_EQ(Append(1, condition).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Value("debut_log_conflicts_total"), 1);
  EXPECT_EQ(Value("debut_log_conflicts_total", "enterprise"), 1);
}

TEST_F(LogMetricsTest, SayThatTheLogDoesNotServe) {
  log_->Close();
  EXPECT_EQ(Value("debut_log_serving"), 0);
}

TEST(LogMetrics, HaveNoEndOfPrefixes) {
  Metrics metrics;
  LogMetrics counted(metrics.registry());
  for (std::size_t i = 0; i < LogMetrics::kTagPrefixesMax + 5; ++i) {
    counted.ConditionFailed({.types = {}, .tags = {"prefix" + std::to_string(i) + ":x"}});
  }
  const auto server = MetricsServer::Start("127.0.0.1:0", metrics, {});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto samples = Scrape("127.0.0.1:" + std::to_string((*server)->port()), absl::Seconds(30));
  ASSERT_TRUE(samples.ok()) << samples.status();
  std::size_t prefixes_count = 0;
  for (const Sample& sample : *samples) {
    if (sample.name != "debut_log_conflicts_total") continue;
    ++prefixes_count;
    if (sample.labels.at("tag_prefix") == "other") {
      EXPECT_EQ(sample.value, 5);
    }
  }
  EXPECT_EQ(prefixes_count, LogMetrics::kTagPrefixesMax + 1);
}

}  // namespace
}  // namespace debut::runtime
