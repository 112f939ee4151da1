// The steps that the calendar takes, under kill -9: debutd closes notices and refuses claims by
// itself, is killed in the middle again and again, and in the end each step is there once.
#include <gtest/gtest.h>

#include <csignal>
#include <map>

#include "calendar/date.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/crash/killed_server.h"

namespace debut::test {
namespace {

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

class SchedulerUnderKillNine : public KilledServer {
 protected:
  SchedulerUnderKillNine() : KilledServer(kQuickCalendar) {}

  // Claims whose notices and corrections ran out in January 2021, recorded then.
  void WriteClaims() {
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
};

TEST_F(SchedulerUnderKillNine, RecordsEachStepOnce) {
  WriteClaims();
  for (const std::size_t after : {1, 20, 50, 75}) {
    const auto server = Start();
    ASSERT_NE(server, nullptr);
    Await(server->address(), kSteps, after);
    server->Kill9();
    ASSERT_EQ(server->WaitExit(), 128 + SIGKILL);
  }
  const auto server = Start();
  ASSERT_NE(server, nullptr);
  Await(server->address(), kSteps, kStepsCount);
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
  Configure("scheduler { off: true } logging { level: LEVEL_WARNING }");
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
