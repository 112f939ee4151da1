#include "domain/grants/decide_by_meeting.h"

#include "domain/grants/grant_subsidy.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::Decided;
using testing::History;
using testing::kDirector;
using testing::StoryOf;

constexpr auto kApproved = v1::MEETING_VERDICT_APPROVED;
constexpr auto kRejected = v1::MEETING_VERDICT_REJECTED;

DecideByMeeting Meeting(std::vector<DecideByMeeting::Vote> votes = {{"CL-1", kApproved}}) {
  return {.meeting_id = "M-1",
          .document = Decided().document(),
          .decided_date = absl::CivilDay(2021, 1, 14),
          .votes = std::move(votes),
          .by = kDirector};
}

History ProposedTwice() {
  return ClaimUntil(v1::CLAIM_STATE_PROPOSED) + ClaimUntil(v1::CLAIM_STATE_PROPOSED, StoryOf(2));
}

v1::MeetingDecided DecidedOnBoth() {
  v1::MeetingDecided decided = Decided();
  v1::MeetingItem& second = *decided.add_items();
  second.set_number(2);
  second.set_claim_id("CL-2");
  second.set_verdict(kRejected);
  second.set_amount_fen(testing::kAward.count);
  return decided;
}

TEST(DecideByMeeting, NumbersItsListAndRefusesAndReleasesWhatItRejects) {
  Given(ProposedTwice())
      .When(Meeting({{"CL-1", kApproved}, {"CL-2", kRejected}}))
      .Then(DecidedOnBoth(),
            testing::RefusedOn("2021-01-14", "主任办公会（M-1）第2项未予通过", StoryOf(2)),
            testing::Released(v1::RESERVE_STAGE_RESERVED, StoryOf(2)));
}

TEST(DecideByMeeting, RecordsNothingWhenItDecidedJustSo) {
  const History decided = ProposedTwice() + History{By(kDirector, DecidedOnBoth())};
  Given(decided).When(Meeting({{"CL-1", kApproved}, {"CL-2", kRejected}})).ThenNothing();
}

TEST(DecideByMeeting, RefusesAMeetingThatDecidedSomethingElse) {
  const History decided = ProposedTwice() + History{By(kDirector, DecidedOnBoth())};
  Given(decided)
      .When(Meeting({{"CL-1", kRejected}, {"CL-2", kRejected}}))
      .ThenRejected(kMeetingAlreadyHeld);
  Given(decided)
      .When(Meeting({{"CL-2", kRejected}, {"CL-1", kApproved}}))
      .ThenRejected(kMeetingAlreadyHeld);
  DecideByMeeting later = Meeting({{"CL-1", kApproved}, {"CL-2", kRejected}});
  later.decided_date = absl::CivilDay(2021, 1, 15);
  Given(decided).When(later).ThenRejected(kMeetingAlreadyHeld);
}

TEST(DecideByMeeting, RefusesTheWholeListForOneClaimThatIsNotProposed) {
  const auto meeting = Meeting({{"CL-1", kApproved}, {"CL-2", kApproved}});
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(meeting).ThenRejected(kClaimUnknown);
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED) + ClaimUntil(v1::CLAIM_STATE_COMPUTED, StoryOf(2)))
      .When(meeting)
      .ThenRejected(kClaimStateUnfit);
}

TEST(DecideByMeeting, RefusesADateBeforeAProposal) {
  DecideByMeeting meeting = Meeting();
  meeting.decided_date = absl::CivilDay(2021, 1, 12);
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(meeting).ThenRejected(kDateBeforePreviousStep);
}

// Policy: maker ≠ checker at every pair of steps.
TEST(DecideByMeeting, IsRecordedBySomebodyWhoNeitherComputedNorProposed) {
  for (const char* person : {testing::kCalculator, testing::kProposer}) {
    DecideByMeeting meeting = Meeting();
    meeting.by = person;
    Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(meeting).ThenRejected(kMakerIsChecker);
  }
  DecideByMeeting nobodys = Meeting();
  nobodys.by = "";
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(nobodys).ThenRejected(kPrincipalUnknown);
}

TEST(GrantSubsidy, IsNotByWhoRecordedTheMeeting) {
  const History history = testing::Facts() + ClaimUntil(v1::CLAIM_STATE_PROPOSED) +
                          History{By(kDirector, Decided())} +
                          testing::Of(testing::Opened(), testing::Closed());
  GrantSubsidy grant{.claim = testing::KeysIn(history),
                     .by = kDirector,
                     .grant_id = "G-CL-1",
                     .granted_date = absl::CivilDay(2021, 1, 25),
                     .document = "资助决定"};
  Given(history).When(grant).ThenRejected(kMakerIsChecker);
  grant.by = testing::kApprover;
  Given(history).When(grant).Then(testing::Granted());
}

TEST(DecideByMeeting, TakesForty) {
  History history;
  std::vector<DecideByMeeting::Vote> votes;
  for (std::size_t i = 1; i <= kMeetingItemsMax; ++i) {
    const testing::Story story = StoryOf(static_cast<int>(i));
    history = history + ClaimUntil(v1::CLAIM_STATE_PROPOSED, story);
    votes.push_back({story.claim_id, i % 2 == 0 ? kApproved : kRejected});
  }
  const auto scenario = Given(history).When(Meeting(votes));
  const auto* events = std::get_if<std::vector<eventstore::Event>>(&scenario.decision());
  ASSERT_NE(events, nullptr);
  EXPECT_EQ(events->size(), 1 + kMeetingItemsMax);
  EXPECT_EQ(scenario.Recorded<v1::MeetingDecided>()->items(39).number(), 40u);
}

}  // namespace
}  // namespace debut::grants
