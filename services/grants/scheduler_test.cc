#include "services/grants/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "calendar/date.h"
#include "domain/grants/testing/review_facts.h"
#include "eventstore/in_memory_event_store.h"

namespace debut::grants {
namespace {

using testing::ClaimUntil;
using ::testing::ElementsAre;
using testing::History;
using testing::Of;
using ::testing::Pair;
using ::testing::StartsWith;
using testing::Story;
using testing::StoryOf;

absl::Time Noon(absl::CivilDay day) { return calendar::StartInShanghai(day) + absl::Hours(12); }

// A log in which claims were brought under notice in January 2021, and a clock.
class SchedulerTest : public ::testing::Test {
 protected:
  void Given(const History& history) {
    const auto appended = store_.Append(history, std::nullopt);
    ASSERT_TRUE(appended.ok()) << appended.status();
  }

  std::unique_ptr<Scheduler> Start() {
    auto scheduler = std::make_unique<Scheduler>(store_, decider_, clock_, absl::Milliseconds(1));
    EXPECT_TRUE(scheduler->Start().ok());
    return scheduler;
  }

  // The first `count` events of a kind, as soon as there are so many.
  template <typename Fact>
  std::vector<eventstore::SequencedEvent> Await(std::size_t count) {
    std::vector<eventstore::SequencedEvent> found;
    const auto ended =
        store_.Subscribe({{{.types = decision::TypesOf<Fact>(), .tags = {}}}}, {}, {},
                         [&](const eventstore::SubscriptionMessage& message) {
                           if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
                             found.insert(found.end(), batch->events.begin(), batch->events.end());
                           }
                           return found.size() < count;
                         });
    EXPECT_TRUE(ended.ok()) << ended;
    return found;
  }

  static std::map<std::string, std::string> ClosedDates(
      const std::vector<eventstore::SequencedEvent>& events) {
    std::map<std::string, std::string> dates;
    for (const auto& event : events) {
      decision::On<v1::NoticeClosed>(event, [&](const v1::NoticeClosed& fact) {
        EXPECT_TRUE(dates.emplace(fact.claim_id(), fact.closed_date()).second)
            << fact.claim_id() << " was closed twice";
      });
    }
    return dates;
  }

  base::FakeClock clock_{Noon(absl::CivilDay(2021, 1, 15))};
  eventstore::InMemoryEventStore store_{clock_};
  decision::Decider decider_{store_};
};

TEST_F(SchedulerTest, ClosesANoticeOnTheDayAfterItsLastAsTheSystem) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN));
  const auto scheduler = Start();
  clock_.Set(Noon(absl::CivilDay(2021, 1, 23)));
  const auto closed = Await<v1::NoticeClosed>(1);
  EXPECT_THAT(ClosedDates(closed), ElementsAre(Pair("CL-1", "2021-01-23")));
  EXPECT_EQ(closed.front().event.principal, "system");
  EXPECT_EQ(closed.front().event.request_id, "system.close-notice.5");
}

TEST_F(SchedulerTest, RefusesAClaimWhoseCorrectionDidNotCome) {
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED) + Of(testing::CorrectionAsked()) +
        ClaimUntil(v1::CLAIM_STATE_SUBMITTED, StoryOf(2)) +
        Of(testing::CorrectionAsked(StoryOf(2)), testing::Corrected(StoryOf(2))));
  const auto scheduler = Start();
  clock_.Set(Noon(absl::CivilDay(2021, 1, 20)));
  const auto refused = Await<v1::ClaimRefused>(1);
  EXPECT_EQ(refused.front().event.principal, "system");
  EXPECT_EQ(refused.front().event.payload,
            testing::RefusedOn("2021-01-19", "逾期未补正").SerializeAsString());
}

TEST_F(SchedulerTest, DoesEachStepOnceThoughItIsRestartedAndRunsTwice) {
  constexpr int kClaimsCount = 40;
  for (int i = 1; i <= kClaimsCount; ++i) {
    Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN, StoryOf(i)));
  }
  clock_.Set(Noon(absl::CivilDay(2021, 1, 25)));
  auto first = Start();
  Await<v1::NoticeClosed>(5);
  first->Stop();
  decision::Decider other_process(store_);
  Scheduler second(store_, other_process, clock_, absl::Milliseconds(1));
  ASSERT_TRUE(second.Start().ok());
  first = Start();
  Await<v1::NoticeClosed>(kClaimsCount);
  first->Stop();
  second.Stop();
  const auto all =
      eventstore::ReadAll(store_, {{{.types = decision::TypesOf<v1::NoticeClosed>(), .tags = {}}}});
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(ClosedDates(all->events).size(), kClaimsCount);
}

TEST_F(SchedulerTest, LeavesARefusedStepUntilSomethingNewIsKnown) {
  // The objection to a notice that was voided also blocks the next one.
  v1::NoticeOpened again = testing::Opened();
  again.set_opened_date("2021-01-20");
  again.set_ends_date("2021-01-27");
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) +
        Of(testing::ObjectedTo(), testing::Voided(v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED), again) +
        ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN, StoryOf(2)));
  clock_.Set(Noon(absl::CivilDay(2021, 1, 28)));
  const auto scheduler = Start();
  EXPECT_THAT(ClosedDates(Await<v1::NoticeClosed>(1)), ElementsAre(Pair("CL-2", "2021-01-23")));
  Given(Of(testing::Dismissed()));
  EXPECT_THAT(ClosedDates(Await<v1::NoticeClosed>(2)),
              ElementsAre(Pair("CL-1", "2021-01-28"), Pair("CL-2", "2021-01-23")));
}

TEST_F(SchedulerTest, StopsWhetherOrNotItWasStarted) {
  Scheduler never(store_, decider_, clock_);
  never.Stop();
  const auto scheduler = Start();
  scheduler->Stop();
  scheduler->Stop();
}

}  // namespace
}  // namespace debut::grants
