// W3C trace context through two processes: from the caller into the log, and on to the log's own
// process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "tests/observation/watched_server.h"
#include "tests/support/temporary_directory.h"

namespace debut::observation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kTrace[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

class TraceTest : public ::testing::Test {
 protected:
  std::string LastTrace() const {
    const eventstore_grpc::GrpcEventStore log(
        eventstore_grpc::ConnectEventLog(log_.address(), grpc::InsecureChannelCredentials()));
    std::string trace = "no event";
    const auto head = log.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
      trace = event.event.trace_parent;
      return true;
    });
    EXPECT_TRUE(head.ok()) << head.status();
    return trace;
  }
  // The one line of a program's log about a method.
  static std::string LineAbout(test::Process& process, const std::string& method) {
    const std::string log = process.Log();
    const std::size_t at = log.find(method + " code=OK");
    return at == std::string::npos ? log : log.substr(at, log.find('\n', at) - at);
  }

  test::TemporaryDirectory directory_;
  WatchedServer log_{
      "debut-eventlog", directory_.path(), {"--data-dir", (directory_.path() / "data").string()}};
  WatchedServer grants_{"debut-grants", directory_.path(), {"--log", log_.address()}};
};

TEST_F(TraceTest, IsRecordedWithTheEventAndInTheLogLinesOfBothProcesses) {
  ASSERT_TRUE(AllotBudget(grants_.address(), 1'000, "R-1", kTrace).ok());
  EXPECT_EQ(LastTrace(), kTrace);
  EXPECT_THAT(LineAbout(grants_.process(), "GrantsService/AllotBudget"),
              HasSubstr(std::string("trace=") + kTrace));
  EXPECT_THAT(LineAbout(log_.process(), "EventLogService/Append"),
              HasSubstr(std::string("trace=") + kTrace));
}

TEST_F(TraceTest, IsNotMadeUp) {
  ASSERT_TRUE(AllotBudget(grants_.address(), 1'000).ok());
  EXPECT_EQ(LastTrace(), "");
  EXPECT_THAT(LineAbout(log_.process(), "EventLogService/Append"), Not(HasSubstr("trace=")));
}

TEST_F(TraceTest, IsTakenFromTheEnvironmentByTheCommandLine) {
  const auto debut =
      test::Process::Run({.program = test::ProgramPath("debut"),
                          .arguments = {"--server", grants_.address(), "--as", "wang", "call",
                                        "grants.AllotBudget", "--json",
                                        R"({"request_id": "R-1", "measure": "MEASURE_FINANCING",
                                            "budget_year": 2021, "amount_fen": "100",
                                            "document": "D-1", "allotted_date": "2021-01-04"})"},
                          .directory = directory_.path(),
                          .name = "debut",
                          .environment = {std::string("TRACEPARENT=") + kTrace}});
  ASSERT_TRUE(debut.ok()) << debut.status();
  EXPECT_EQ((*debut)->WaitExit(), 0) << (*debut)->Log();
  EXPECT_EQ(LastTrace(), kTrace);
}

}  // namespace
}  // namespace debut::observation
