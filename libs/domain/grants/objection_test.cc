#include "domain/grants/objection.h"

#include "domain/grants/claim_review.h"
#include "domain/grants/grant_subsidy.h"
#include "domain/grants/order_payment.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

// Policy: an objection must be named and signed, blocks that item only, and its author stays
// confidential; anonymous or late ones are refused. No payment with an open objection.
namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::Dismissed;
using testing::History;
using testing::kArbiter;
using testing::kClerk;
using testing::KeysIn;
using testing::ObjectedTo;
using testing::Of;
using testing::Released;
using testing::Upheld;

RaiseObjection Raise(absl::CivilDay date = absl::CivilDay(2021, 1, 20)) {
  return {.objection_id = "OB-1",
          .claim_id = "CL-1",
          .objector_name = {"sealed", testing::kObjector},
          .signature_present = true,
          .grounds = ObjectedTo().grounds(),
          .received_date = date};
}

template <typename Command>
Command Resolve(const std::string& by = kArbiter,
                absl::CivilDay date = absl::CivilDay(2021, 1, 25)) {
  Command command;
  command.objection_id = "OB-1";
  command.findings = std::is_same_v<Command, UpholdObjection> ? "经核查属实" : "经核查不属实";
  command.resolved_date = date;
  command.by = by;
  command.claim_id = "CL-1";
  return command;
}

History Objected(v1::ClaimState state = v1::CLAIM_STATE_NOTICE_OPEN) {
  return ClaimUntil(state) + History{By(kClerk, ObjectedTo())};
}

const v1::ClaimRefused kRefused = testing::RefusedOn("2021-01-25", "公示异议成立");

TEST(RaiseObjection, IsTakenFromTheFirstToTheLastDayOfTheNotice) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN)).When(Raise()).Then(ObjectedTo());
  for (const int day : {15, 22}) {
    Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
        .When(Raise(absl::CivilDay(2021, 1, day)))
        .Recorded<v1::ObjectionRaised>()
        .value();
  }
}

TEST(RaiseObjection, CountsWhenItCameInTimeAndIsRecordedAfterTheNoticeWasClosed) {
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_CLOSED)).When(Raise()).Then(ObjectedTo());
}

TEST(RaiseObjection, IsTakenWhileTheClaimIsSuspended) {
  v1::ClaimSuspended suspended = testing::Suspended();
  suspended.set_suspended_date("2021-01-18");
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) + Of(suspended)).When(Raise()).Then(ObjectedTo());
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED) + Of(suspended))
      .When(Raise())
      .ThenRejected(kClaimStateUnfit);
}

TEST(RaiseObjection, RecordsNothingWhenItIsOnRecord) {
  Given(Objected()).When(Raise()).ThenNothing();
}

TEST(RaiseObjection, RefusesAnIdThatAnotherObjectionHas) {
  RaiseObjection other = Raise();
  other.objector_name.keyed_hash = "另一人";
  Given(Objected()).When(other).ThenRejected(kObjectionIdTaken);
}

TEST(RaiseObjection, RefusesWhoIsNotNamedOrDidNotSign) {
  RaiseObjection anonymous = Raise();
  anonymous.objector_name = {};
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN)).When(anonymous).ThenRejected(kObjectionAnonymous);
  RaiseObjection bare = Raise();
  bare.signature_present = false;
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN)).When(bare).ThenRejected(kObjectionAnonymous);
}

TEST(RaiseObjection, RefusesAClaimThatIsUnderNoNotice) {
  Given().When(Raise()).ThenRejected(kClaimUnknown);
  for (const auto state : {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_GRANTED}) {
    Given(ClaimUntil(state)).When(Raise()).ThenRejected(kClaimStateUnfit);
  }
}

TEST(RaiseObjection, RefusesADayOutsideTheNotice) {
  for (const int day : {14, 23}) {
    Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
        .When(Raise(absl::CivilDay(2021, 1, day)))
        .ThenRejected(kObjectionOutsideNotice);
  }
}

TEST(RaiseObjection, PutsItsAuthorIntoNoTag) {
  const auto event = decision::EncodeFact(ObjectedTo());
  for (const std::string& tag : event.tags) {
    EXPECT_EQ(tag.find(testing::kObjector), std::string::npos) << tag;
  }
}

TEST(UpholdObjection, RefusesTheClaimAndReleasesWhatItHoldsOnce) {
  for (const auto state : {v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED}) {
    Given(Objected(state))
        .When(Resolve<UpholdObjection>())
        .Then(Upheld(), kRefused, Released(v1::RESERVE_STAGE_RESERVED));
  }
  const History upheld = Objected() + Of(Upheld(), kRefused);
  Given(upheld).When(Resolve<UpholdObjection>()).ThenNothing();
  Given(upheld)
      .When(Resolve<UpholdObjection>(kArbiter, absl::CivilDay(2021, 1, 26)))
      .ThenRejected(kObjectionAlreadyResolved);
}

TEST(UpholdObjection, HoldsOnToAClaimWhoseNoticeWasVoided) {
  Given(Objected() + Of(testing::Voided(v1::NOTICE_VOID_CAUSE_AMOUNT_CHANGED)))
      .When(Resolve<UpholdObjection>())
      .Then(Upheld(), kRefused);
}

TEST(UpholdObjection, RefusesAnUnknownObjection) {
  Given().When(Resolve<UpholdObjection>()).ThenRejected(kObjectionUnknown);
}

TEST(UpholdObjection, IsStaleWithAnotherClaim) {
  UpholdObjection uphold = Resolve<UpholdObjection>();
  uphold.claim_id = "CL-9";
  Given(ObjectedTo()).When(uphold).ThenStale();
}

TEST(UpholdObjection, RefusesAClaimThatHasEnded) {
  Given(Objected() + Of(testing::RefusedOn("2021-01-21", "不符合条件")))
      .When(Resolve<UpholdObjection>())
      .ThenRejected(kClaimStateUnfit);
}

TEST(DismissObjection, LetsTheClaimGoOn) {
  Given(Objected()).When(Resolve<DismissObjection>()).Then(Dismissed());
  const History dismissed = Objected() + Of(Dismissed());
  Given(dismissed).When(Resolve<DismissObjection>()).ThenNothing();
  Given(dismissed).When(Resolve<UpholdObjection>()).ThenRejected(kObjectionAlreadyResolved);
}

TEST(DismissObjection, RefusesAnUnknownObjection) {
  Given().When(Resolve<DismissObjection>()).ThenRejected(kObjectionUnknown);
}

TEST(DismissObjection, IsStaleWithAnotherClaim) {
  DismissObjection dismiss = Resolve<DismissObjection>();
  dismiss.claim_id = "CL-9";
  Given(ObjectedTo()).When(dismiss).ThenStale();
}

TEST(DismissObjection, RefusesADateBeforeItWasReceivedOrTheNoticeClosed) {
  Given(Objected())
      .When(Resolve<DismissObjection>(kArbiter, absl::CivilDay(2021, 1, 19)))
      .ThenRejected(kDateBeforePreviousStep);
  Given(Objected(v1::CLAIM_STATE_NOTICE_CLOSED))
      .When(Resolve<DismissObjection>(kArbiter, absl::CivilDay(2021, 1, 22)))
      .ThenRejected(kDateBeforePreviousStep);
}

// Policy: maker ≠ checker at every pair of steps.
TEST(DismissObjection, IsNotForWhoRecordedItOrMadeTheAward) {
  for (const char* person : {kClerk, testing::kCalculator, testing::kProposer}) {
    Given(Objected()).When(Resolve<DismissObjection>(person)).ThenRejected(kMakerIsChecker);
  }
  Given(Objected()).When(Resolve<DismissObjection>("")).ThenRejected(kPrincipalUnknown);
}

GrantSubsidy Grant(const History& history) {
  return {.claim = KeysIn(history),
          .by = testing::kApprover,
          .grant_id = "G-CL-1",
          .granted_date = absl::CivilDay(2021, 1, 25),
          .document = "资助决定"};
}

TEST(GrantSubsidy, WaitsForTheEndOfEveryObjection) {
  v1::ObjectionRaised second = ObjectedTo();
  second.set_objection_id("OB-2");
  const History objected =
      testing::Facts() + Objected(v1::CLAIM_STATE_NOTICE_CLOSED) + Of(second, Dismissed());
  Given(objected).When(Grant(objected)).ThenRejected(kObjectionOpen);
  v1::ObjectionDismissed other = Dismissed();
  other.set_objection_id("OB-2");
  const History free = objected + Of(other);
  Given(free).When(Grant(free)).Then(testing::Granted());
}

TEST(GrantSubsidy, IsNotBlockedByAnObjectionToAnotherItem) {
  const History free = testing::Until(v1::CLAIM_STATE_NOTICE_CLOSED);
  EXPECT_FALSE(decision::Selected(ClaimFile{"CL-1"}.Selects(),
                                  {{}, {}, decision::EncodeFact(ObjectedTo(testing::StoryOf(2)))}));
  Given(free).When(Grant(free)).Then(testing::Granted());
}

TEST(OrderPayment, WaitsForTheEndOfEveryObjection) {
  const History objected = testing::Until(v1::CLAIM_STATE_GRANTED) + Of(ObjectedTo()) +
                           Of(testing::Received(testing::kPrice));
  Given(objected)
      .When(OrderPayment{.claim = KeysIn(objected),
                         .by = testing::kCashier,
                         .order_id = "O-CL-1",
                         .ordered_date = absl::CivilDay(2021, 1, 27)})
      .ThenRejected(kObjectionOpen);
}

}  // namespace
}  // namespace debut::grants
