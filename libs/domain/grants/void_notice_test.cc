#include "domain/grants/void_notice.h"

#include "domain/grants/grant_subsidy.h"
#include "domain/grants/notice.h"
#include "domain/grants/propose_award.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

// Policy: a changed amount or payee during the notice voids the notice; a new one runs its full
// period.
namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::History;
using testing::KeysIn;
using testing::Of;
using testing::Released;
using testing::Voided;

constexpr auto kAmount = v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED;
constexpr auto kPayee = v1::NOTICE_VOID_CAUSE_PAYEE_CHANGED;

VoidNotice Void(v1::NoticeVoidCause cause, absl::CivilDay date = absl::CivilDay(2021, 1, 20)) {
  return {
      .claim_id = "CL-1", .cause = cause, .grounds = Voided(cause).grounds(), .voided_date = date};
}

History MergedDuringTheNotice(v1::ClaimState state) {
  return testing::Until(state) + testing::Maker(testing::StoryOf(2)) +
         Of(registry::testing::Merged("E-1", "E-2", "2021-01-20"));
}

TEST(VoidNotice, ReleasesTheReserveOfAnotherAmount) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Void(kAmount))
      .Then(Voided(kAmount), Released(v1::RESERVE_STAGE_RESERVED));
}

TEST(VoidNotice, KeepsTheReserveForAnotherPayee) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN)).When(Void(kPayee)).Then(Voided(kPayee));
}

TEST(VoidNotice, IsPossibleAfterTheNoticeWasClosedButNotAfterTheGrant) {
  v1::NoticeVoided late = Voided(kPayee);
  late.set_voided_date("2021-01-24");
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED))
      .When(Void(kPayee, absl::CivilDay(2021, 1, 24)))
      .Then(late);
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED))
      .When(Void(kPayee, absl::CivilDay(2021, 1, 25)))
      .ThenRejected(kClaimStateUnfit);
}

TEST(VoidNotice, RefusesAClaimWithoutANotice) {
  Given().When(Void(kAmount)).ThenRejected(kClaimUnknown);
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(Void(kAmount)).ThenRejected(kClaimStateUnfit);
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(Voided(kPayee)))
      .When(Void(kPayee))
      .ThenRejected(kClaimStateUnfit);
}

TEST(VoidNotice, RefusesADateBeforeTheOpening) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Void(kAmount, absl::CivilDay(2021, 1, 14)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(OpenNotice, RunsItsFullPeriodAfterAVoidedNotice) {
  const History voided = testing::Maker() + Of(testing::Round()) +
                         ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(Voided(kPayee));
  const auto opened = Given(voided)
                          .When(OpenNotice{.claim = KeysIn(voided),
                                           .opened_date = absl::CivilDay(2021, 1, 20),
                                           .calendar = &calendar::StateCouncilCalendar()})
                          .Recorded<v1::NoticeOpened>();
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->ends_date(), "2021-01-27");
}

TEST(ProposeAward, ReservesAnewAfterANoticeThatWasVoidedForTheAmount) {
  const History voided = testing::Facts() + Of(testing::Budget(testing::kAward)) +
                         ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) +
                         Of(Voided(kAmount), Released(v1::RESERVE_STAGE_RESERVED));
  const auto proposed = Given(voided)
                            .When(ProposeAward{.claim = KeysIn(voided),
                                               .by = testing::kProposer,
                                               .proposed_date = absl::CivilDay(2021, 1, 20)})
                            .Recorded<v1::AwardProposed>();
  ASSERT_TRUE(proposed.has_value());
  EXPECT_EQ(proposed->amount_fen(), testing::kAward.count);
}

TEST(OpenNotice, NeedsTheMeetingAgainAfterAVoidedNotice) {
  v1::RoundOpened round = testing::Round();
  round.set_meeting_required(true);
  const History voided = testing::Maker() + Of(round) + ClaimUntil(v1::CLAIM_STATE_PROPOSED) +
                         History{By(testing::kDirector, testing::Decided())} +
                         Of(testing::Opened(), Voided(kPayee));
  Given(voided)
      .When(OpenNotice{.claim = KeysIn(voided),
                       .opened_date = absl::CivilDay(2021, 1, 20),
                       .calendar = &calendar::StateCouncilCalendar()})
      .ThenRejected(kClaimStateUnfit);
}

TEST(GrantSubsidy, RefusesAnotherPayeeThanTheNoticeNamed) {
  const History merged = MergedDuringTheNotice(v1::CLAIM_STATE_NOTICE_CLOSED);
  const GrantSubsidy grant{.claim = KeysIn(merged),
                           .by = testing::kApprover,
                           .grant_id = "G-CL-1",
                           .granted_date = absl::CivilDay(2021, 1, 25),
                           .document = "资助决定"};
  Given(merged).When(grant).ThenRejected(kNoticePayeeChanged);
}

TEST(GrantSubsidy, TakesNoOffenceAtAMergerAfterTheNotice) {
  const History merged = testing::Until(v1::CLAIM_STATE_NOTICE_CLOSED) +
                         testing::Maker(testing::StoryOf(2)) +
                         Of(registry::testing::Merged("E-1", "E-2", "2021-01-23"));
  const GrantSubsidy grant{.claim = KeysIn(merged),
                           .by = testing::kApprover,
                           .grant_id = "G-CL-1",
                           .granted_date = absl::CivilDay(2021, 1, 25),
                           .document = "资助决定"};
  Given(merged).When(grant).Then(testing::Granted());
}

}  // namespace
}  // namespace debut::grants
