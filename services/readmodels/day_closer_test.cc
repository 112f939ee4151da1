#include "services/readmodels/day_closer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "decision/fact_codec.h"
#include "eventstore/in_memory_event_store.h"
#include "projection/row_digest.h"
#include "services/readmodels/model_kinds.h"
#include "services/readmodels/testing/facts.h"
#include "tests/support/temporary_directory.h"

namespace debut::readmodels {
namespace {

using absl::CivilDay;
using closing::v1::DayClosed;
using ::testing::ElementsAre;

const eventstore::Query kClosings = {{{.types = decision::TypesOf<DayClosed>(), .tags = {}}}};

absl::Time Noon(CivilDay day) { return calendar::StartInShanghai(day) + absl::Hours(12); }

// A log that begins on 1 March 2021 at noon.
class DayCloserTest : public ::testing::Test {
 protected:
  DayCloserTest() {
    testing::Record(log_, testing::Registered("E-1", "北京智行科技有限公司"));
    testing::Record(log_, testing::RoundOpened("R-1"));
  }

  // Something that concerns no model.
  void RecordOn(CivilDay day) {
    clock_.Set(Noon(day));
    RecordNow();
  }
  void RecordNow() {
    eventstore::Event event{};
    event.type = "test.Noted";
    ASSERT_TRUE(log_.Append({event}, std::nullopt).ok());
  }

  void Run(std::size_t closings) {
    auto models = Models::Open(log_, directory_.path().string());
    ASSERT_TRUE(models.ok()) << models.status();
    ASSERT_TRUE((*models)->Start().ok());
    DayCloser closer(log_, decider_, **models, absl::Milliseconds(1));
    ASSERT_TRUE(closer.Start().ok());
    Await(closings);
    closer.Stop();
    // Whatever is due and wasn't awaited.
    EXPECT_EQ(closer.CloseDays({}), absl::OkStatus());
    (*models)->Stop();
  }

  // As soon as there are so many.
  void Await(std::size_t closings) {
    std::size_t seen = 0;
    const auto ended =
        log_.Subscribe(kClosings, {}, {}, [&](const eventstore::SubscriptionMessage& message) {
          if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
            seen += batch->events.size();
          }
          return seen < closings;
        });
    EXPECT_TRUE(ended.ok()) << ended;
  }

  std::vector<DayClosed> Closings() const {
    std::vector<DayClosed> closings;
    const auto read = eventstore::ReadAll(log_, kClosings);
    for (const auto& event : read->events) {
      EXPECT_EQ(event.event.principal, "system");
      decision::On<DayClosed>(event, [&](const DayClosed& fact) { closings.push_back(fact); });
    }
    return closings;
  }
  std::vector<std::string> Days() const {
    std::vector<std::string> days;
    for (const DayClosed& each : Closings()) days.push_back(each.day());
    return days;
  }

  // What an auditor makes of the log.
  void ExpectDigestsOfTheLog(const DayClosed& closing) {
    const auto kinds = AllModelKinds();
    ASSERT_EQ(closing.models_size(), static_cast<int>(kinds.size()));
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const auto& model = closing.models(static_cast<int>(i));
      EXPECT_EQ(model.model(), kinds[i].projector->name());
      EXPECT_EQ(model.version(), kinds[i].projector->version());
      const auto rows = projection::RowsAt(log_, *kinds[i].projector, {closing.position()});
      const auto digest = projection::DigestOf(rows->changes());
      EXPECT_EQ(absl::BytesToHexString(model.digest()), digest.hex) << model.model();
      EXPECT_EQ(model.rows_count(), digest.rows_count) << model.model();
    }
  }

  base::FakeClock clock_{Noon(CivilDay(2021, 3, 1))};
  eventstore::InMemoryEventStore log_{clock_};
  decision::Decider decider_{log_};
  test::TemporaryDirectory directory_;
};

TEST_F(DayCloserTest, ClosesADayWithTheDigestsAtItsEnd) {
  RecordOn(CivilDay(2021, 3, 2));
  Run(1);
  ASSERT_THAT(Days(), ElementsAre("2021-03-01"));
  const DayClosed closing = Closings().front();
  EXPECT_EQ(closing.position(), 2u);
  ExpectDigestsOfTheLog(closing);
}

TEST_F(DayCloserTest, MakesAModelAnewThatHasMovedOnSince) {
  clock_.Set(Noon(CivilDay(2021, 3, 2)));
  testing::Record(log_, testing::Renamed("E-1", "北京行智科技有限公司", "2021-03-02"));
  Run(1);
  const DayClosed closing = Closings().front();
  EXPECT_EQ(closing.position(), 2u);
  ExpectDigestsOfTheLog(closing);
}

TEST_F(DayCloserTest, ClosesEachDayOnceThoughItIsRestarted) {
  RecordOn(CivilDay(2021, 3, 2));
  Run(1);
  Run(1);
  RecordOn(CivilDay(2021, 3, 5));
  Run(4);
  Run(4);
  EXPECT_THAT(Days(), ElementsAre("2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04"));
  for (const DayClosed& each : Closings()) ExpectDigestsOfTheLog(each);
}

TEST_F(DayCloserTest, RecordsADayOnceInTwoProcesses) {
  RecordOn(CivilDay(2021, 3, 4));
  test::TemporaryDirectory other_directory;
  decision::Decider other_decider(log_);
  const auto other = Models::Open(log_, other_directory.path().string());
  ASSERT_TRUE(other.ok()) << other.status();
  ASSERT_TRUE((*other)->Start().ok());
  DayCloser second(log_, other_decider, **other, absl::Milliseconds(1));
  ASSERT_TRUE(second.Start().ok());
  Run(1);
  RecordOn(CivilDay(2021, 3, 9));
  Run(6);
  second.Stop();
  (*other)->Stop();
  EXPECT_THAT(Days(), ElementsAre("2021-03-03", "2021-03-04", "2021-03-05", "2021-03-06",
                                  "2021-03-07", "2021-03-08"));
}

TEST_F(DayCloserTest, WaitsForAnEventOfALaterDayWhateverTheClocksSay) {
  RecordOn(CivilDay(2021, 3, 2));
  Run(1);
  EXPECT_THAT(Days(), ElementsAre("2021-03-01"));
  // What was under way at midnight, or came after the clock was set back, is of 2 March still.
  clock_.Set(calendar::StartInShanghai(CivilDay(2021, 3, 3)) - absl::Microseconds(1));
  RecordNow();
  clock_.Set(calendar::StartInShanghai(CivilDay(2021, 3, 3)));
  Run(1);
  EXPECT_THAT(Days(), ElementsAre("2021-03-01"));
  RecordNow();
  clock_.Set(Noon(CivilDay(2021, 3, 1)));
  RecordNow();
  Run(2);
  EXPECT_THAT(Days(), ElementsAre("2021-03-01", "2021-03-02"));
  EXPECT_EQ(Closings().back().position(), 5u) << "two facts, noted, closed, noted";
}

TEST_F(DayCloserTest, LeavesOutTheDaysOfALongStandstill) {
  RecordOn(CivilDay(2021, 3, 2));
  Run(1);
  RecordOn(CivilDay(2022, 3, 2));
  Run(1 + kDaysClosedMax);
  EXPECT_EQ(Days().size(), 1u + kDaysClosedMax);
  EXPECT_EQ(Days()[1], "2022-01-30");
  EXPECT_EQ(Days().back(), "2022-03-01");
}

TEST_F(DayCloserTest, HasNothingToCloseInALogThatBeganToday) {
  test::TemporaryDirectory directory;
  const auto models = Models::Open(log_, directory.path().string());
  ASSERT_TRUE((*models)->Start().ok());
  DayCloser closer(log_, decider_, **models, absl::Milliseconds(1));
  EXPECT_EQ(closer.CloseDays({}), absl::OkStatus());
  (*models)->Stop();
  EXPECT_THAT(Days(), ElementsAre());
}

}  // namespace
}  // namespace debut::readmodels
