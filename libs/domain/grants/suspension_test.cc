#include "domain/grants/suspension.h"

#include "domain/grants/end_claim.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::ClaimUntil;
using testing::History;
using testing::Of;
using testing::Resumed;
using testing::Suspended;

const absl::CivilDay kDay(2021, 2, 1);

SuspendClaim Suspend(absl::CivilDay date = kDay) {
  return {.claim_id = "CL-1", .grounds = Suspended().grounds(), .suspended_date = date};
}

ResumeClaim Resume(absl::CivilDay date = kDay + 1) {
  return {.claim_id = "CL-1", .grounds = Resumed().grounds(), .resumed_date = date};
}

TEST(SuspendClaim, StopsAClaimAnywhereBeforeItsPaymentIsOrdered) {
  for (const auto state :
       {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED,
        v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED,
        v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED}) {
    Given(ClaimUntil(state)).When(Suspend()).Then(Suspended());
  }
}

TEST(SuspendClaim, RecordsNothingWhenItWasSuspendedOnThatDay) {
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED) + Of(Suspended())).When(Suspend()).ThenNothing();
}

TEST(SuspendClaim, RefusesAClaimThatCanNotBeStopped) {
  Given().When(Suspend()).ThenRejected(kClaimUnknown);
  for (const auto state : {v1::CLAIM_STATE_ORDERED, v1::CLAIM_STATE_PAID}) {
    Given(ClaimUntil(state)).When(Suspend()).ThenRejected(kClaimStateUnfit);
  }
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED) + Of(testing::CorrectionAsked()))
      .When(Suspend())
      .ThenRejected(kClaimStateUnfit);
}

TEST(SuspendClaim, RefusesADateBeforeThePreviousStep) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED))
      .When(Suspend(absl::CivilDay(2021, 1, 12)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(ResumeClaim, LeadsBackToWhereTheClaimWas) {
  const History suspended = ClaimUntil(v1::CLAIM_STATE_GRANTED) + Of(Suspended());
  Given(suspended).When(Resume()).Then(Resumed());
  Given(suspended + Of(Resumed())).When(Suspend(kDay + 2)).Recorded<v1::ClaimSuspended>().value();
}

TEST(ResumeClaim, RefusesAClaimThatIsNotSuspended) {
  Given().When(Resume()).ThenRejected(kClaimUnknown);
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED)).When(Resume()).ThenRejected(kClaimStateUnfit);
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED) + Of(Suspended(), Resumed()))
      .When(Resume())
      .ThenRejected(kClaimStateUnfit);
}

TEST(ResumeClaim, RefusesADateBeforeTheSuspension) {
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED) + Of(Suspended()))
      .When(Resume(kDay - 1))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(RefuseClaim, ReleasesWhatASuspendedClaimHeldWhereItWas) {
  const auto refuse = [](v1::ClaimState state) {
    return Given(ClaimUntil(state) + Of(Suspended()))
        .When(RefuseClaim{.claim_id = "CL-1", .grounds = "核实不符", .refused_date = kDay});
  };
  const v1::ClaimRefused refused = testing::RefusedOn("2021-02-01", "核实不符");
  refuse(v1::CLAIM_STATE_COMPUTED).Then(refused);
  refuse(v1::CLAIM_STATE_NOTICE_OPEN).Then(refused, testing::Released(v1::RESERVE_STAGE_RESERVED));
  refuse(v1::CLAIM_STATE_GRANTED).Then(refused, testing::Released(v1::RESERVE_STAGE_COMMITTED));
}

}  // namespace
}  // namespace debut::grants
