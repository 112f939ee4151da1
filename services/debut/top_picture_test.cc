#include "services/debut/top_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace debut::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Samples Parsed(const std::string& text) {
  const auto samples = runtime::ParseSamples(text);
  EXPECT_TRUE(samples.ok()) << samples.status();
  return samples.value_or(Samples());
}

std::string Calls(const std::string& method, const std::string& code, int count, double seconds) {
  const std::string labels = "{grpc_service=\"debut.grants.v1.GrantsService\",grpc_method=\"" +
                             method + "\",grpc_code=\"" + code + "\"} ";
  return "grpc_server_handled_total" + labels + std::to_string(count) +
         "\ngrpc_server_handling_seconds_sum" + labels + std::to_string(seconds) + "\n";
}

TEST(PictureOf, ShowsRatesBetweenTheTwo) {
  const TopPicture picture = PictureOf(
      Parsed("debut_log_appended_events_total 100\ndebut_log_append_group_events_count 10\n" +
             Calls("GetAward", "OK", 5, 1)),
      Parsed("debut_log_appended_events_total 140\ndebut_log_append_group_events_count 20\n"
             "debut_log_head_position 140\nprocess_cpu_seconds_total 1\n"
             "debut_log_conflicts_total{tag_prefix=\"cap\"} 4\n"
             "debut_rpc_refusals_total{reason=\"CAP_EXHAUSTED\"} 6\n" +
             Calls("GetAward", "OK", 5, 1) + Calls("ProposeAward", "OK", 6, 0.2) +
             Calls("ProposeAward", "FailedPrecondition", 2, 0.2)),
      2);
  EXPECT_EQ(picture.events, 20);
  EXPECT_EQ(picture.groups, 5);
  EXPECT_EQ(picture.head, 140);
  EXPECT_EQ(picture.cpu_share, 0.5);
  EXPECT_THAT(picture.conflicts, ElementsAre(Pair("cap", 2)));
  EXPECT_THAT(picture.refusals, ElementsAre(Pair("CAP_EXHAUSTED", 3)));
  ASSERT_THAT(picture.methods, SizeIs(1));
  EXPECT_EQ(picture.methods[0].name, "grants.ProposeAward");
  EXPECT_EQ(picture.methods[0].calls, 4);
  EXPECT_EQ(picture.methods[0].failed, 1);
  EXPECT_DOUBLE_EQ(picture.methods[0].mean_seconds, 0.05);
}

TEST(PictureOf, CountsAProcessThatStartedAnewFromZero) {
  EXPECT_EQ(PictureOf(Parsed("debut_log_appended_events_total 100\n"),
                      Parsed("debut_log_appended_events_total 30\n"), 1)
                .events,
            30);
}

TEST(PictureOf, AddsUpProcesses) {
  const Samples before = Parsed("process_cpu_seconds_total 1\nprocess_cpu_seconds_total 2\n");
  const Samples after = Parsed(
      "process_cpu_seconds_total 2\nprocess_cpu_seconds_total 3\n"
      "process_resident_memory_bytes 5\nprocess_resident_memory_bytes 6\n");
  EXPECT_EQ(PictureOf(before, after, 1).cpu_share, 2);
  EXPECT_EQ(PictureOf(before, after, 1).resident_bytes, 11);
}

TEST(PictureOf, ShowsHowFarTheModelsAre) {
  const TopPicture picture =
      PictureOf({},
                Parsed("debut_projection_lag_events{projection=\"caps\"} 3\n"
                       "debut_projection_lag_seconds{projection=\"caps\"} 1.5\n"
                       "debut_projection_lag_events{projection=\"claims\"} 0\n"),
                1);
  ASSERT_THAT(picture.models, SizeIs(2));
  EXPECT_EQ(picture.models[0].lag_events, 3);
  EXPECT_EQ(picture.models[0].lag_seconds, 1.5);
  EXPECT_THAT(Drawn(picture, 24), HasSubstr("models   caps 3 events, 1.5 s behind\n"));
  EXPECT_THAT(Drawn(PictureOf({}, {}, 1), 24), HasSubstr("models   all 0 are at the head\n"));
}

TEST(Quantile, LiesWithinItsBucket) {
  const std::map<double, double> buckets = {{1, 50}, {2, 100}, {kInfinity, 100}};
  EXPECT_DOUBLE_EQ(Quantile(0.25, buckets), 0.5);
  EXPECT_DOUBLE_EQ(Quantile(0.75, buckets), 1.5);
  EXPECT_DOUBLE_EQ(Quantile(1, buckets), 2);
  EXPECT_EQ(Quantile(0.5, {{1, 0}, {kInfinity, 10}}), 1);
  EXPECT_EQ(Quantile(0.5, {{1, 0}, {kInfinity, 0}}), 0);
  EXPECT_EQ(Quantile(0.5, {}), 0);
}

TEST(Drawn, FitsIntoTheTerminal) {
  TopPicture picture;
  for (int i = 0; i < 100; ++i) picture.methods.push_back({.name = "a.B", .calls = 1});
  const std::string text = Drawn(picture, 24);
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 24);
  EXPECT_THAT(text, HasSubstr("calls    100.0/s\n"));
}

TEST(JsonOf, HasWhatIsDrawn) {
  const auto json = nlohmann::json::parse(
      JsonOf({.seconds = 2, .head = 7, .methods = {{.name = "grants.ProposeAward", .calls = 3}}}));
  EXPECT_EQ(json.at("head"), 7);
  EXPECT_EQ(json.at("methods").at(0).at("method"), "grants.ProposeAward");
}

}  // namespace
}  // namespace debut::cli
