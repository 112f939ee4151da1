#include "domain/grants/notice.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::Closed;
using testing::History;
using testing::kProposer;
using testing::Of;
using testing::Opened;
using testing::Round;

OpenNotice Open(absl::CivilDay date) {
  return {.claim_id = "CL-1",
          .opened_date = date,
          .calendar = &calendar::StateCouncilCalendar(),
          .round_id = "R-1"};
}

CloseNotice Close(absl::CivilDay date) { return {.claim_id = "CL-1", .closed_date = date}; }

History ProposedOn(const std::string& date) {
  v1::AwardProposed proposed = testing::Proposed();
  proposed.set_proposed_date(date);
  return Of(Round()) + ClaimUntil(v1::CLAIM_STATE_COMPUTED) + History{By(kProposer, proposed)};
}

std::string EndOfNotice(const std::string& proposed_date, absl::CivilDay opened_date) {
  return Given(ProposedOn(proposed_date))
      .When(Open(opened_date))
      .Recorded<v1::NoticeOpened>()
      .value()
      .ends_date();
}

TEST(OpenNotice, EndsWithTheLastWorkingDay) {
  Given(ProposedOn("2021-01-13")).When(Open(absl::CivilDay(2021, 1, 15))).Then(Opened());
}

TEST(OpenNotice, CountsMakeUpWorkingDaysAndNoHolidays) {
  EXPECT_EQ(EndOfNotice("2021-02-01", absl::CivilDay(2021, 2, 8)), "2021-02-20");
  EXPECT_EQ(EndOfNotice("2021-01-13", absl::CivilDay(2021, 9, 24)), "2021-09-30");
}

TEST(OpenNotice, RecordsNothingWhenItWasOpenedOnThatDay) {
  Given(Of(Round()) + ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Open(absl::CivilDay(2021, 1, 15)))
      .ThenNothing();
}

TEST(OpenNotice, RefusesAnUnknownClaim) {
  Given().When(Open(absl::CivilDay(2021, 1, 15))).ThenRejected(kClaimUnknown);
}

TEST(OpenNotice, RefusesAClaimThatIsNotProposed) {
  Given(Of(Round()) + ClaimUntil(v1::CLAIM_STATE_COMPUTED))
      .When(Open(absl::CivilDay(2021, 1, 15)))
      .ThenRejected(kClaimStateUnfit);
}

TEST(OpenNotice, IsStaleWithoutItsRound) {
  auto open = Open(absl::CivilDay(2021, 1, 15));
  open.round_id = "";
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(open).ThenStale();
}

TEST(OpenNotice, RefusesADateBeforeTheProposal) {
  Given(ProposedOn("2021-01-13"))
      .When(Open(absl::CivilDay(2021, 1, 12)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(OpenNotice, RefusesAYearWithoutAHolidayTable) {
  Given(ProposedOn("2021-01-13"))
      .When(Open(absl::CivilDay(2098, 1, 6)))
      .ThenRejected(kCalendarYearUnknown);
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

TEST(CloseNotice, RecordsNothingWhenItWasClosedOnThatDay) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED))
      .When(Close(absl::CivilDay(2021, 1, 23)))
      .ThenNothing();
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
