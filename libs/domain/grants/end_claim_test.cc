#include "domain/grants/end_claim.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::By;
using testing::ClaimUntil;
using testing::History;
using testing::kClerk;
using testing::Released;

constexpr char kGrounds[] = "申报材料不完整";

RefuseClaim Refuse(absl::CivilDay date) {
  return {.claim_id = "CL-1", .grounds = kGrounds, .refused_date = date};
}

WithdrawClaim Withdraw(absl::CivilDay date) {
  return {.claim_id = "CL-1", .grounds = kGrounds, .withdrawn_date = date};
}

v1::ClaimRefused Refused(const std::string& date) {
  v1::ClaimRefused fact;
  fact.set_claim_id("CL-1");
  fact.set_round_id("R-1");
  fact.set_subject_key("m3/P-1");
  fact.set_grounds(kGrounds);
  fact.set_refused_date(date);
  return fact;
}

v1::ClaimWithdrawn Withdrawn(const std::string& date) {
  v1::ClaimWithdrawn fact;
  fact.set_claim_id("CL-1");
  fact.set_round_id("R-1");
  fact.set_subject_key("m3/P-1");
  fact.set_grounds(kGrounds);
  fact.set_withdrawn_date(date);
  return fact;
}

const absl::CivilDay kLate(2021, 2, 1);

TEST(RefuseClaim, ReleasesNothingBeforeTheProposal) {
  for (const auto state :
       {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED}) {
    Given(ClaimUntil(state)).When(Refuse(kLate)).Then(Refused("2021-02-01"));
  }
}

TEST(RefuseClaim, ReleasesTheReserveFromTheProposalOn) {
  for (const auto state :
       {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED}) {
    Given(ClaimUntil(state))
        .When(Refuse(kLate))
        .Then(Refused("2021-02-01"), Released(v1::RESERVE_STAGE_RESERVED));
  }
}

TEST(RefuseClaim, ReleasesTheCommitmentAfterTheGrantAndAReturn) {
  for (const auto state : {v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED}) {
    Given(ClaimUntil(state))
        .When(Refuse(kLate))
        .Then(Refused("2021-02-01"), Released(v1::RESERVE_STAGE_COMMITTED));
  }
}

TEST(RefuseClaim, RecordsNothingAndReleasesNothingTwice) {
  const History history =
      ClaimUntil(v1::CLAIM_STATE_PROPOSED) + History{By(kClerk, Refused("2021-02-01"))};
  Given(history).When(Refuse(kLate)).ThenNothing();
  Given(history).When(Refuse(absl::CivilDay(2021, 2, 2))).ThenRejected(kClaimStateUnfit);
}

TEST(RefuseClaim, RefusesAnUnknownClaim) {
  Given().When(Refuse(kLate)).ThenRejected(kClaimUnknown);
}

TEST(RefuseClaim, IsTooLateWhileAPaymentIsOnItsWayAndAfterIt) {
  for (const auto state : {v1::CLAIM_STATE_ORDERED, v1::CLAIM_STATE_PAID}) {
    Given(ClaimUntil(state)).When(Refuse(kLate)).ThenRejected(kClaimStateUnfit);
  }
}

TEST(RefuseClaim, RefusesADateBeforeThePreviousStep) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED))
      .When(Refuse(absl::CivilDay(2021, 1, 12)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(WithdrawClaim, ReleasesWhatTheClaimHolds) {
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED)).When(Withdraw(kLate)).Then(Withdrawn("2021-02-01"));
  Given(ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN))
      .When(Withdraw(kLate))
      .Then(Withdrawn("2021-02-01"), Released(v1::RESERVE_STAGE_RESERVED));
  Given(ClaimUntil(v1::CLAIM_STATE_GRANTED))
      .When(Withdraw(kLate))
      .Then(Withdrawn("2021-02-01"), Released(v1::RESERVE_STAGE_COMMITTED));
}

TEST(WithdrawClaim, RecordsNothingWhenItWasWithdrawnSo) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED) + History{By(kClerk, Withdrawn("2021-02-01"))})
      .When(Withdraw(kLate))
      .ThenNothing();
}

TEST(WithdrawClaim, RefusesAClaimThatWasRefused) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED) + History{By(kClerk, Refused("2021-02-01"))})
      .When(Withdraw(kLate))
      .ThenRejected(kClaimStateUnfit);
}

TEST(WithdrawClaim, RefusesADateBeforeThePreviousStep) {
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED))
      .When(Withdraw(absl::CivilDay(2021, 1, 12)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(WithdrawClaim, IsTooLateWhileAPaymentIsOnItsWay) {
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED)).When(Withdraw(kLate)).ThenRejected(kClaimStateUnfit);
}

}  // namespace
}  // namespace debut::grants
