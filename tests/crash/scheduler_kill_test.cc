// The steps that the calendar takes, under kill -9: debutd closes notices and refuses claims by
// itself, is killed in the middle again and again, and in the end each step is there once.
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>

#include "calendar/date.h"
#include "domain/grants/testing/review_facts.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "tests/support/build_tree.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

using eventstore_rocksdb::RocksDbEventStore;
using grants::testing::ClaimUntil;
using grants::testing::History;
using grants::testing::Of;
using grants::testing::StoryOf;

constexpr int kNoticesCount = 60;
constexpr int kCorrectionsCount = 30;
constexpr std::size_t kStepsCount = kNoticesCount + kCorrectionsCount;

const eventstore::Query kSteps = {
    {{.types = decision::TypesOf<grants::v1::NoticeClosed, grants::v1::ClaimRefused>(),
      .tags = {}}}};

class SchedulerUnderKillNine : public ::testing::Test {
 protected:
  SchedulerUnderKillNine() {
    std::ofstream(directory_.path() / "debutd.txtpb")
        << "access { any_principal_roles: \"*\" anonymous_roles: \"log.reader\" }"
           "scheduler { interval_ms: 10 } logging { level: LEVEL_WARNING }";
  }

  std::unique_ptr<RocksDbEventStore> OpenLog(const base::Clock& clock) {
    eventstore_rocksdb::Options options;
    options.directory = data() + "/log";
    options.clock = &clock;
    auto log = RocksDbEventStore::Open(std::move(options));
    EXPECT_TRUE(log.ok()) << log.status();
    return *std::move(log);
  }

  // Claims whose notices and corrections ran out in January 2021, recorded then.
  void WriteClaims() {
    std::filesystem::create_directories(data());
    const base::FakeClock then(calendar::StartInShanghai(absl::CivilDay(2021, 1, 15)));
    const auto log = OpenLog(then);
    for (int i = 1; i <= kNoticesCount + kCorrectionsCount; ++i) {
      const auto story = StoryOf(i);
      const bool noticed = i <= kNoticesCount;
      const History history = noticed ? ClaimUntil(grants::v1::CLAIM_STATE_NOTICE_OPEN, story)
                                      : ClaimUntil(grants::v1::CLAIM_STATE_SUBMITTED, story) +
                                            Of(grants::testing::CorrectionAsked(story));
      const auto appended = log->Append(history, std::nullopt);
      ASSERT_TRUE(appended.ok()) << appended.status();
    }
  }

  std::unique_ptr<Process> Start() {
    auto server = Process::Start(
        {.program = test::ProgramPath("debutd"),
         .arguments = {"--config", directory_.path() / "debutd.txtpb", "--data-dir", data()},
         .directory = directory_.path(),
         .name = "debutd"});
    EXPECT_TRUE(server.ok()) << server.status();
    return server.ok() ? *std::move(server) : nullptr;
  }

  // Until so many steps are in the log.
  static void AwaitSteps(const std::string& address, std::size_t count) {
    const eventstore_grpc::GrpcEventStore log(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    std::size_t seen = 0;
    const absl::Status ended =
        log.Subscribe(kSteps, {}, {}, [&](const eventstore::SubscriptionMessage& message) {
          if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
            seen += batch->events.size();
          }
          return seen < count;
        });
    EXPECT_TRUE(ended.ok()) << ended;
  }

  std::string data() const { return directory_.path() / "data"; }

  TemporaryDirectory directory_;
};

TEST_F(SchedulerUnderKillNine, RecordsEachStepOnce) {
  WriteClaims();
  for (const std::size_t after : {1, 20, 50, 75}) {
    const auto server = Start();
    ASSERT_NE(server, nullptr);
    AwaitSteps(server->address(), after);
    server->Kill9();
    ASSERT_EQ(server->WaitExit(), 128 + SIGKILL);
  }
  const auto server = Start();
  ASSERT_NE(server, nullptr);
  AwaitSteps(server->address(), kStepsCount);
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), 0) << server->LogTail();

  const auto log = OpenLog(base::SystemClock());
  const auto steps = eventstore::ReadAll(*log, kSteps);
  ASSERT_TRUE(steps.ok()) << steps.status();
  EXPECT_EQ(steps->events.size(), kStepsCount);
  std::map<std::string, int> by_request;
  for (const auto& step : steps->events) {
    EXPECT_EQ(step.event.principal, "system");
    ++by_request[step.event.request_id];
  }
  EXPECT_EQ(by_request.size(), kStepsCount) << "each term has one step";
}

TEST_F(SchedulerUnderKillNine, DoesNothingWhereItIsSwitchedOff) {
  WriteClaims();
  std::ofstream(directory_.path() / "debutd.txtpb")
      << "scheduler { off: true } logging { level: LEVEL_WARNING }";
  const auto server = Start();
  ASSERT_NE(server, nullptr);
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), 0) << server->LogTail();
  const auto steps = eventstore::ReadAll(*OpenLog(base::SystemClock()), kSteps);
  ASSERT_TRUE(steps.ok()) << steps.status();
  EXPECT_TRUE(steps->events.empty());
}

}  // namespace
}  // namespace debut::test
