#include "runtime/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include "runtime/rpc_metrics.h"
#include "runtime/scrape.h"
#include "runtime/testing/silent_observer.h"

namespace debut::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr absl::Duration kTimeout = absl::Seconds(30);

TEST(ParseSamples, ReadsNamesLabelsAndValues) {
  const auto samples = ParseSamples(
      "# HELP a what\n# TYPE a counter\n"
      "a 7\n"
      "b_bucket{le=\"+Inf\",text=\"a \\\"b\\\"\\n\\\\\"} 1.5e3 1700000000\n\n"
      "c{} NaN\n");
  ASSERT_TRUE(samples.ok()) << samples.status();
  ASSERT_EQ(samples->size(), 3u);
  EXPECT_EQ(samples->at(0).name, "a");
  EXPECT_EQ(samples->at(0).value, 7);
  EXPECT_EQ(samples->at(1).name, "b_bucket");
  EXPECT_THAT(samples->at(1).labels, ElementsAre(Pair("le", "+Inf"), Pair("text", "a \"b\"\n\\")));
  EXPECT_EQ(samples->at(1).value, 1500);
}

TEST(ParseSamples, RefusesWhatIsNone) {
  for (const char* text : {"<html>", "a{b=1} 2", "a{b=\"1", "a{b=\"1\\", "a", "a x", " 1"}) {
    EXPECT_EQ(ParseSamples(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
}

TEST(HttpGet, SaysThatNobodyAnswers) {
  EXPECT_EQ(HttpGet("nowhere", "/", kTimeout).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(HttpGet("127.0.0.1:1", "/", kTimeout).status().code(), absl::StatusCode::kUnavailable);
}

class MetricsServerTest : public ::testing::Test {
 protected:
  std::string Serve(std::vector<Measure> measures) {
    auto server = MetricsServer::Start("127.0.0.1:0", metrics_, std::move(measures));
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    return "127.0.0.1:" + std::to_string(server_->port());
  }
  std::string Get(const std::string& address) const {
    const auto text = HttpGet(address, "/metrics", kTimeout);
    EXPECT_TRUE(text.ok()) << text.status();
    return text.value_or("");
  }

  Metrics metrics_;
  std::unique_ptr<MetricsServer> server_;
};

TEST_F(MetricsServerTest, ServesWhatWasCountedAndWhatIsMeasuredAtThatMoment) {
  prometheus::BuildCounter().Name("things_total").Register(metrics_.registry()).Add({}).Increment();
  double level = 0;
  const std::string address = Serve({[&] {
    return std::vector<Measurement>{
        {.name = "level_bytes", .help = "how much", .labels = {{"of", "a"}}, .value = ++level},
        {.name = "level_bytes", .help = "how much", .labels = {{"of", "b"}}, .value = 9},
        {.name = "turns_total", .help = "how often", .value = 4}};
  }});
  EXPECT_THAT(Get(address), HasSubstr("\nthings_total 1\n"));
  const std::string text = Get(address);
  EXPECT_THAT(text, HasSubstr("# HELP level_bytes how much\n# TYPE level_bytes gauge\n"
                              "level_bytes{of=\"a\"} 2\nlevel_bytes{of=\"b\"} 9\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE turns_total counter\nturns_total 4\n"));
}

TEST_F(MetricsServerTest, AnswersNothingElse) {
  const std::string address = Serve({});
  EXPECT_EQ(HttpGet(address, "/etc/passwd", kTimeout).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(MetricsServerTest, SaysThatThePortIsTaken) {
  const std::string address = Serve({});
  const auto second = MetricsServer::Start(address, metrics_, {});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kAlreadyExists) << second.status();
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(address));
}

TEST(RpcMetrics, CountsByMethodCodeAndReasonAndTellsTheNext) {
  class Next final : public RpcObserver {
   public:
    void Finished(const RpcRecord&) override { ++count; }
    int count = 0;
  };
  Next next;
  Metrics metrics;
  RpcMetrics counted(metrics.registry(), next);
  const MethodContract method{.name = "debut.grants.v1.GrantsService/ProposeAward"};
  const Caller caller;
  const auto finish = [&](const absl::Status& outcome) {
    counted.Finished({.method = method,
                      .caller = caller,
                      .peer = "",
                      .outcome = outcome,
                      .duration = absl::Milliseconds(3)});
  };
  finish(absl::OkStatus());
  finish(absl::OkStatus());
  finish(ReasonError(absl::StatusCode::kFailedPrecondition, "grants", "CAP_EXHAUSTED", "no room"));
  const auto server = MetricsServer::Start("127.0.0.1:0", metrics, {});
  ASSERT_TRUE(server.ok()) << server.status();
  const auto samples = Scrape("127.0.0.1:" + std::to_string((*server)->port()), kTimeout);
  ASSERT_TRUE(samples.ok()) << samples.status();
  std::map<std::string, double> values;
  for (const Sample& sample : *samples) {
    const auto label = [&](const char* name) {
      const auto found = sample.labels.find(name);
      return found == sample.labels.end() ? "" : "/" + found->second;
    };
    if (label("grpc_method") != "/ProposeAward") continue;
    values[sample.name + label("grpc_code") + label("le") + label("reason")] = sample.value;
  }
  EXPECT_EQ(values["grpc_server_handled_total/OK"], 2);
  EXPECT_EQ(values["grpc_server_handled_total/FailedPrecondition"], 1);
  EXPECT_EQ(values["grpc_server_handling_seconds_count/OK"], 2);
  EXPECT_EQ(values["grpc_server_handling_seconds_bucket/OK/0.0025"], 0);
  EXPECT_EQ(values["grpc_server_handling_seconds_bucket/OK/0.005"], 2);
  EXPECT_EQ(values["debut_rpc_refusals_total/CAP_EXHAUSTED"], 1);
  EXPECT_EQ(next.count, 3);
}

}  // namespace
}  // namespace debut::runtime
