// The closing of the day under kill -9: debutd is killed in the middle again and again, and in the
// end each day is closed once, with what a model is that an auditor makes of the log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <set>

#include "absl/strings/escaping.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "domain/grants/testing/review_facts.h"
#include "projection/row_digest.h"
#include "services/readmodels/model_kinds.h"
#include "tests/crash/killed_server.h"

namespace debut::test {
namespace {

using closing::v1::DayClosed;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kDaysCount = 12;  // That nobody has closed when the server starts.

const eventstore::Query kClosings = {{{.types = decision::TypesOf<DayClosed>(), .tags = {}}}};

class DayCloserUnderKillNine : public KilledServer {
 protected:
  DayCloserUnderKillNine() : KilledServer(kQuickCalendar) {}

  // Claims, and the day that was closed by hand, wrongly.
  void WriteLog() {
    const absl::CivilDay closed = by_hand_;
    const base::FakeClock then(calendar::StartInShanghai(closed) + absl::Hours(12));
    const auto log = OpenLog(then);
    for (int i = 1; i <= 40; ++i) {
      const auto claim = grants::testing::ClaimUntil(grants::v1::CLAIM_STATE_COMPUTED,
                                                     grants::testing::StoryOf(i));
      ASSERT_TRUE(log->Append(claim, std::nullopt).ok());
    }
    DayClosed fact;
    fact.set_day(calendar::FormatDate(closed));
    fact.set_position(log->Head()->value);
    for (const auto& kind : readmodels::AllModelKinds()) {
      auto& model = *fact.add_models();
      model.set_model(kind.projector->name());
      model.set_version(kind.projector->version());
      model.set_digest(std::string(32, 'x'));
    }
    ASSERT_TRUE(log->Append({decision::EncodeFact(fact)}, std::nullopt).ok());
  }

  // Without which the days before it aren't over.
  void RecordToday() {
    const auto log = OpenLog(base::SystemClock());
    const auto claim =
        grants::testing::ClaimUntil(grants::v1::CLAIM_STATE_COMPUTED, grants::testing::StoryOf(41));
    ASSERT_TRUE(log->Append(claim, std::nullopt).ok());
  }

  // What an auditor finds about a day.
  std::string Rebuild(const Process& server, absl::CivilDay day, int exit_code) {
    const auto auditor =
        Process::Run({.program = test::ProgramPath("debut"),
                      .arguments = {"--server", server.address(), "audit", "rebuild", "--all",
                                    "--as-of-date", calendar::FormatDate(day)},
                      .directory = directory_.path(),
                      .name = "rebuild-" + calendar::FormatDate(day)});
    EXPECT_TRUE(auditor.ok()) << auditor.status();
    EXPECT_EQ((*auditor)->WaitExit(), exit_code) << (*auditor)->LogTail();
    return (*auditor)->Log();
  }

  const absl::CivilDay by_hand_ = calendar::DateInShanghai(absl::Now()) - kDaysCount - 1;
};

TEST_F(DayCloserUnderKillNine, ClosesEachDayOnce) {
  WriteLog();
  RecordToday();
  for (const std::size_t after : {2, 3, 6, 10}) {
    const auto server = Start();
    ASSERT_NE(server, nullptr);
    Await(server->address(), kClosings, after);
    server->Kill9();
    ASSERT_EQ(server->WaitExit(), 128 + SIGKILL);
  }
  const auto server = Start();
  ASSERT_NE(server, nullptr);
  Await(server->address(), kClosings, 1 + kDaysCount);
  EXPECT_THAT(Rebuild(*server, by_hand_ + 1, 0),
              AllOf(HasSubstr("as closed at"), Not(HasSubstr("not as closed"))));
  EXPECT_THAT(Rebuild(*server, by_hand_, 1), HasSubstr("MODEL_MISMATCH at"));
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), 0) << server->LogTail();

  const auto log = OpenLog(base::SystemClock());
  const auto closings = eventstore::ReadAll(*log, kClosings);
  ASSERT_TRUE(closings.ok()) << closings.status();
  std::set<std::string> days;
  for (const auto& event : closings->events) {
    decision::On<DayClosed>(event, [&](const DayClosed& fact) {
      EXPECT_TRUE(days.insert(fact.day()).second) << fact.day() << " is closed twice";
      if (event.event.principal.empty()) return;  // By hand.
      for (const auto& model : fact.models()) {
        for (const auto& kind : readmodels::AllModelKinds()) {
          if (kind.projector->name() != model.model()) continue;
          const auto rows = projection::RowsAt(*log, *kind.projector, {fact.position()});
          EXPECT_EQ(absl::BytesToHexString(model.digest()),
                    projection::DigestOf(rows->changes()).hex)
              << model.model() << " on " << fact.day();
        }
      }
    });
  }
  EXPECT_GE(days.size(), 1u + kDaysCount) << "one more if midnight came";
}

}  // namespace
}  // namespace debut::test
