#include "runtime/logging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "debut/rpc/v1/errors.pb.h"
#include "runtime/limits.h"
#include "runtime/rpc_status.h"

namespace debut::runtime {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Logging = config::v1::Logging;

class RpcLogTest : public ::testing::Test {
 protected:
  std::string LineOf(const absl::Status& outcome) {
    RpcLog log(logging_, std::make_shared<spdlog::sinks::ostream_sink_mt>(out_));
    log.Finished({.method = method_,
                  .caller = caller_,
                  .peer = "ipv4:127.0.0.1:5",
                  .outcome = outcome,
                  .duration = absl::Microseconds(1'500)});
    return out_.str();
  }

  Logging logging_;
  MethodContract method_{.name = "debut.grants.v1.GrantsService/ProposeAward", .role = "x"};
  Caller caller_{.principal = "王芳", .request_id = "R-1"};
  std::ostringstream out_;
};

TEST_F(RpcLogTest, WritesOneTextLine) {
  EXPECT_THAT(LineOf(absl::OkStatus()),
              EndsWith("info method=debut.grants.v1.GrantsService/ProposeAward code=OK "
                       "duration_ms=1.500 principal=王芳 request_id=R-1 peer=ipv4:127.0.0.1:5\n"));
}

TEST_F(RpcLogTest, NamesTheReasonButNotTheWordsOfARejection) {
  const std::string line = LineOf(ReasonError(absl::StatusCode::kFailedPrecondition, "grants",
                                              "CAP_EXHAUSTED", "王芳's company got it all"));
  EXPECT_THAT(line, HasSubstr("code=FAILED_PRECONDITION reason=CAP_EXHAUSTED"));
  EXPECT_THAT(line, Not(HasSubstr("company")));
}

TEST_F(RpcLogTest, SaysWhatFailedTechnically) {
  EXPECT_THAT(LineOf(absl::InternalError("disk on fire")), HasSubstr("message=\"disk on fire\""));
  EXPECT_THAT(out_.str(), HasSubstr(" error "));
}

TEST_F(RpcLogTest, WritesOneJsonObject) {
  logging_.set_format(Logging::FORMAT_JSON);
  const auto line = nlohmann::json::parse(LineOf(absl::UnavailableError("say \"no\"\n")));
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["code"], "UNAVAILABLE");
  EXPECT_EQ(line["principal"], "王芳");
  EXPECT_EQ(line["duration_ms"], 1.5);
  EXPECT_EQ(line["message"], "say \"no\"\n");
  EXPECT_TRUE(line.contains("time"));
}

TEST_F(RpcLogTest, BoundsWhatCallersSend) {
  caller_.request_id = std::string(10'000, '\n');
  EXPECT_LT(LineOf(absl::OkStatus()).size(), 8 * kLogValueBytesMax);
  EXPECT_EQ(std::ranges::count(out_.str(), '\n'), 1);
}

TEST_F(RpcLogTest, LeavesOutWhatLiesBelowTheLevel) {
  logging_.set_level(Logging::LEVEL_WARNING);
  EXPECT_EQ(LineOf(absl::OkStatus()), "");
  EXPECT_NE(LineOf(absl::UnavailableError("x")), "");
}

TEST(SetUpLogging, WritesMessagesAsJsonObjects) {
  Logging logging;
  logging.set_format(Logging::FORMAT_JSON);
  ::testing::internal::CaptureStderr();
  SetUpLogging(logging);
  spdlog::info("opened \"{}\"", "数据");
  const auto line = nlohmann::json::parse(::testing::internal::GetCapturedStderr());
  EXPECT_EQ(line["message"], "opened \"数据\"");
  EXPECT_EQ(line["level"], "info");
}

TEST(SetUpLogging, WritesMessagesAsText) {
  ::testing::internal::CaptureStderr();
  SetUpLogging(Logging());
  spdlog::warn("opened");
  spdlog::debug("not this");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), EndsWith(" warning opened\n"));
}

TEST(SetUpLogging, LeavesNoLineToWhoeverSendsBytesThatAreNoText) {
  ::testing::internal::CaptureStderr();
  SetUpLogging(Logging());
  rpc::v1::ErrorInfo info;
  EXPECT_FALSE(info.ParseFromString("\x0a\x01\xff"));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace debut::runtime
