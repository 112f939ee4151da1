#include "domain/grants/agenda.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar/date.h"
#include "decision/view.h"
#include "domain/grants/testing/review_facts.h"

namespace debut::grants {
namespace {

using ::testing::ElementsAre;
using testing::History;
using ::testing::IsEmpty;
using testing::Of;

constexpr auto kClose = CalendarStep::Kind::kCloseNotice;
constexpr auto kExpire = CalendarStep::Kind::kExpireCorrection;

absl::CivilDay January(int day) { return absl::CivilDay(2021, 1, day); }

// An agenda that has read a history, all recorded at noon of one day in Shanghai.
class AgendaOf {
 public:
  explicit AgendaOf(const History& history, absl::CivilDay recorded = January(11)) {
    Read(history, recorded);
  }

  void Read(const History& history, absl::CivilDay recorded = January(11)) {
    const absl::Time time = calendar::StartInShanghai(recorded) + absl::Hours(12);
    for (const eventstore::Event& event : history) {
      const eventstore::SequencedEvent stored{{++position_}, time, event};
      if (decision::Selected(Agenda::Selects(), stored)) agenda_.Apply(stored);
    }
  }

  Agenda* operator->() { return &agenda_; }

 private:
  Agenda agenda_;
  std::uint64_t position_ = 0;
};

CalendarStep Step(CalendarStep::Kind kind, absl::CivilDay date, std::uint64_t origin) {
  return {kind, "CL-1", date, {origin}};
}

TEST(Agenda, ClosesANoticeOnTheDayAfterItsLast) {
  AgendaOf agenda(Of(testing::Opened()));
  EXPECT_THAT(agenda->DueOn(January(22)), IsEmpty());
  EXPECT_THAT(agenda->DueOn(January(23)), ElementsAre(Step(kClose, January(23), 1)));
  EXPECT_THAT(agenda->DueOn(January(31)), ElementsAre(Step(kClose, January(23), 1)))
      << "dated by the calendar, whenever it is done";
}

TEST(Agenda, ExpiresACorrectionOnTheDayAfterItWasDue) {
  AgendaOf agenda(Of(testing::CorrectionAsked()));
  EXPECT_THAT(agenda->DueOn(January(18)), IsEmpty());
  EXPECT_THAT(agenda->DueOn(January(19)), ElementsAre(Step(kExpire, January(19), 1)));
}

TEST(Agenda, LeavesTheDayOfARecordToPeople) {
  AgendaOf agenda(Of(testing::Opened()), absl::CivilDay(2021, 6, 1));
  EXPECT_THAT(agenda->DueOn(absl::CivilDay(2021, 6, 1)), IsEmpty());
  EXPECT_THAT(agenda->DueOn(absl::CivilDay(2021, 6, 2)), ElementsAre(Step(kClose, January(23), 1)));
}

TEST(Agenda, ForgetsATermThatHasEndedOtherwise) {
  const auto refused = testing::RefusedOn("2021-01-16", "不符合条件");
  v1::ClaimWithdrawn withdrawn;
  withdrawn.set_claim_id("CL-1");
  for (const History& end :
       {Of(testing::Closed()), Of(testing::Voided(v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED)),
        Of(refused), Of(withdrawn)}) {
    AgendaOf agenda(Of(testing::Opened()) + end);
    EXPECT_THAT(agenda->DueOn(January(31)), IsEmpty());
    EXPECT_EQ(agenda->size(), 0u);
  }
  AgendaOf corrected(Of(testing::CorrectionAsked(), testing::Corrected()));
  EXPECT_THAT(corrected->DueOn(January(31)), IsEmpty());
}

TEST(Agenda, WaitsForObjectionsAndDatesTheStepAfterTheLast) {
  v1::ObjectionRaised second = testing::ObjectedTo();
  second.set_objection_id("OB-2");
  AgendaOf agenda(Of(testing::Opened(), testing::ObjectedTo(), second, testing::Dismissed()));
  EXPECT_THAT(agenda->DueOn(January(31)), IsEmpty());
  v1::ObjectionDismissed other = testing::Dismissed();
  other.set_objection_id("OB-2");
  other.set_resolved_date("2021-01-27");
  agenda.Read(Of(other));
  EXPECT_THAT(agenda->DueOn(January(26)), IsEmpty());
  EXPECT_THAT(agenda->DueOn(January(27)), ElementsAre(Step(kClose, January(27), 1)));
}

TEST(Agenda, WaitsForASuspendedClaim) {
  AgendaOf agenda(Of(testing::Opened(), testing::Suspended()));
  const absl::CivilDay resumed(2021, 2, 2);
  EXPECT_THAT(agenda->DueOn(resumed), IsEmpty());
  agenda.Read(Of(testing::Resumed()));
  EXPECT_THAT(agenda->DueOn(resumed), ElementsAre(Step(kClose, resumed, 1)));
}

TEST(Agenda, PutsOffARefusedStepUntilSomethingNewIsKnown) {
  AgendaOf agenda(Of(testing::Opened()));
  agenda->PutOff(agenda->DueOn(January(23)).front());
  EXPECT_THAT(agenda->DueOn(January(31)), IsEmpty());
  agenda.Read(Of(testing::ObjectedTo(), testing::Dismissed()));
  EXPECT_EQ(agenda->DueOn(January(31)).size(), 1u);
}

TEST(Agenda, CountsANewNoticeAsAnotherTerm) {
  v1::NoticeOpened again = testing::Opened();
  again.set_ends_date("2021-01-27");
  AgendaOf agenda(
      Of(testing::Opened(), testing::Voided(v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED), again));
  EXPECT_THAT(agenda->DueOn(January(28)), ElementsAre(Step(kClose, January(28), 3)));
}

TEST(Agenda, ListsStepsInTheOrderInWhichTheyFellDue) {
  v1::NoticeOpened early = testing::Opened(testing::StoryOf(2));
  early.set_ends_date("2021-01-20");
  AgendaOf agenda(Of(testing::Opened(), early));
  const auto steps = agenda->DueOn(January(31));
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps.front().claim_id, "CL-2");
}

}  // namespace
}  // namespace debut::grants
