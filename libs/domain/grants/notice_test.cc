#include "domain/grants/notice.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/grants/testing/review_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::Closed;
using testing::History;
using testing::KeysIn;
using testing::kProposer;
using testing::Maker;
using testing::Of;
using testing::Opened;
using testing::Round;
using testing::StoryOf;

OpenNotice Open(const History& history, absl::CivilDay date) {
  return {
      .claim = KeysIn(history), .opened_date = date, .calendar = &calendar::StateCouncilCalendar()};
}

void ExpectRejected(const History& history, absl::CivilDay date, std::string_view reason) {
  Given(history).When(Open(history, date)).ThenRejected(reason);
}

CloseNotice Close(absl::CivilDay date) { return {.claim_id = "CL-1", .closed_date = date}; }

History ProposedOn(const std::string& date) {
  v1::AwardProposed proposed = testing::Proposed();
  proposed.set_proposed_date(date);
  return Maker() + Of(Round()) + ClaimUntil(v1::CLAIM_STATE_COMPUTED) +
         History{By(kProposer, proposed)};
}

std::string EndOfNotice(const std::string& proposed_date, absl::CivilDay opened_date) {
  const History history = ProposedOn(proposed_date);
  return Given(history)
      .When(Open(history, opened_date))
      .Recorded<v1::NoticeOpened>()
      .value()
      .ends_date();
}

TEST(OpenNotice, EndsWithTheLastWorkingDay) {
  const History history = ProposedOn("2021-01-13");
  Given(history).When(Open(history, absl::CivilDay(2021, 1, 15))).Then(Opened());
}

TEST(OpenNotice, CountsMakeUpWorkingDaysAndNoHolidays) {
  EXPECT_EQ(EndOfNotice("2021-02-01", absl::CivilDay(2021, 2, 8)), "2021-02-20");
  EXPECT_EQ(EndOfNotice("2021-01-13", absl::CivilDay(2021, 9, 24)), "2021-09-30");
}

TEST(OpenNotice, NamesWhoTheClaimantHasBecome) {
  const History history = ProposedOn("2021-01-13") + Maker(StoryOf(2)) +
                          Of(registry::testing::Merged("E-1", "E-2", "2021-01-14"));
  v1::NoticeOpened opened = Opened();
  opened.set_payee_id("E-2");
  Given(history).When(Open(history, absl::CivilDay(2021, 1, 15))).Then(opened);
}

TEST(OpenNotice, RecordsNothingWhenItWasOpenedOnThatDay) {
  const History history = Maker() + Of(Round()) + ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN);
  Given(history).When(Open(history, absl::CivilDay(2021, 1, 15))).ThenNothing();
}

TEST(OpenNotice, RefusesAnUnknownClaim) {
  ExpectRejected({}, absl::CivilDay(2021, 1, 15), kClaimUnknown);
}

TEST(OpenNotice, RefusesAClaimThatIsNotProposed) {
  ExpectRejected(Maker() + Of(Round()) + ClaimUntil(v1::CLAIM_STATE_COMPUTED),
                 absl::CivilDay(2021, 1, 15), kClaimStateUnfit);
}

TEST(OpenNotice, WaitsForTheDirectorsMeetingWhereTheRoundAsksForIt) {
  v1::RoundOpened round = Round();
  round.set_meeting_required(true);
  const History proposed = Maker() + Of(round) + ClaimUntil(v1::CLAIM_STATE_PROPOSED);
  ExpectRejected(proposed, absl::CivilDay(2021, 1, 15), kClaimStateUnfit);
  const History decided = proposed + History{By(testing::kDirector, testing::Decided())};
  Given(decided).When(Open(decided, absl::CivilDay(2021, 1, 15))).Then(Opened());
}

TEST(OpenNotice, IsForWhatAMeetingApprovedInEveryRound) {
  const History decided =
      ProposedOn("2021-01-13") + History{By(testing::kDirector, testing::Decided())};
  Given(decided).When(Open(decided, absl::CivilDay(2021, 1, 15))).Then(Opened());
}

TEST(OpenNotice, IsStaleWithoutItsKeys) {
  OpenNotice open = Open({}, absl::CivilDay(2021, 1, 15));
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(open).ThenStale();
}

TEST(OpenNotice, RefusesADateBeforeTheProposal) {
  ExpectRejected(ProposedOn("2021-01-13"), absl::CivilDay(2021, 1, 12), kDateBeforePreviousStep);
}

TEST(OpenNotice, RefusesAYearWithoutAHolidayTable) {
  ExpectRejected(ProposedOn("2021-01-13"), absl::CivilDay(2098, 1, 6), kCalendarYearUnknown);
}

TEST(CloseNotice, IsPossibleFromTheDayAfterTheLastOne) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Close(absl::CivilDay(2021, 1, 23)))
      .Then(Closed());
}

TEST(CloseNotice, RefusesTheLastDayWhichRunsUntilMidnight) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Close(absl::CivilDay(2021, 1, 22)))
      .ThenRejected(kNoticeStillRunning);
}

TEST(CloseNotice, RecordsNothingWhenItWasClosed) {
  for (const int day : {23, 25}) {
    Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED))
        .When(Close(absl::CivilDay(2021, 1, day)))
        .ThenNothing();
  }
}

TEST(CloseNotice, WaitsForTheEndOfAnObjection) {
  const History objected = ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(testing::ObjectedTo());
  Given(objected).When(Close(absl::CivilDay(2021, 1, 23))).ThenRejected(kObjectionOpen);
  Given(objected + Of(testing::Dismissed()))
      .When(Close(absl::CivilDay(2021, 1, 25)))
      .Recorded<v1::NoticeClosed>()
      .value();
}

TEST(CloseNotice, RefusesAnUnknownClaim) {
  Given().When(Close(absl::CivilDay(2021, 1, 23))).ThenRejected(kClaimUnknown);
}

TEST(CloseNotice, RefusesAClaimWithoutANotice) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED))
      .When(Close(absl::CivilDay(2021, 1, 23)))
      .ThenRejected(kClaimStateUnfit);
}

TEST(CloseNotice, RefusesADateBeforeTheOpening) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Close(absl::CivilDay(2021, 1, 14)))
      .ThenRejected(kDateBeforePreviousStep);
}

}  // namespace
}  // namespace debut::grants
