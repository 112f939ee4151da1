#include "domain/grants/accept_claim.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::Accepted;
using testing::History;
using testing::KeysIn;
using testing::Of;
using testing::StoryOf;
using testing::Until;

AcceptClaim Accept(const History& history) {
  return {.claim = KeysIn(history), .accepted_date = absl::CivilDay(2021, 1, 12)};
}

const History& InTime() {
  static const History history = Until(v1::CLAIM_STATE_SUBMITTED);
  return history;
}

TEST(AcceptClaim, GivesTheFirstNumberOfTheRound) {
  Given(InTime()).When(Accept(InTime())).Then(Accepted());
}

TEST(AcceptClaim, GivesTheNextNumberOfTheRound) {
  const History history = InTime() + Of(Accepted(StoryOf(2), 1), Accepted(StoryOf(3), 2));
  Given(history).When(Accept(history)).Then(Accepted({}, 3));
}

TEST(AcceptClaim, RecordsNothingWhenItWasAcceptedOnThatDay) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED);
  Given(history).When(Accept(history)).ThenNothing();
}

TEST(AcceptClaim, RefusesAnUnknownClaim) { Given().When(Accept({})).ThenRejected(kClaimUnknown); }

TEST(AcceptClaim, RefusesAClaimThatIsNoLongerSubmitted) {
  const History history = Until(v1::CLAIM_STATE_COMPUTED);
  Given(history).When(Accept(history)).ThenRejected(kClaimStateUnfit);
}

TEST(AcceptClaim, IsStaleWhenTheClaimWasSubmittedAfterItWasPrepared) {
  auto accept = Accept({});
  accept.claim.claim_id = "CL-1";
  Given(testing::ClaimUntil(v1::CLAIM_STATE_SUBMITTED)).When(accept).ThenStale();
}

TEST(AcceptClaim, RefusesADateBeforeTheSubmission) {
  auto accept = Accept(InTime());
  accept.accepted_date = absl::CivilDay(2021, 1, 10);
  Given(InTime()).When(accept).ThenRejected(kDateBeforePreviousStep);
}

TEST(AcceptClaim, TakesADateAfterTheRoundClosed) {
  auto accept = Accept(InTime());
  accept.accepted_date = absl::CivilDay(2021, 4, 15);
  EXPECT_TRUE(Given(InTime()).When(accept).Recorded<v1::ClaimAccepted>().has_value());
}

TEST(AcceptClaim, RefusesAnEnterpriseThatWasBannedInTheMeantime) {
  const History history =
      InTime() + Of(registry::testing::Banned("E-1", "B-1", "2021-01-12", "2022-01-11"));
  Given(history).When(Accept(history)).ThenRejected(kEnterpriseBanned);
}

TEST(AcceptClaim, RefusesAProductThatWasRevokedInTheMeantimeButNotAnExpiredOne) {
  using certification::testing::Delisted;
  const History revoked =
      InTime() +
      Of(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_REVOKED, "2021-01-12"));
  Given(revoked).When(Accept(revoked)).ThenRejected(kProductDelisted);
  const History expired =
      InTime() +
      Of(Delisted("P-1", "E-1", certification::v1::DELISTING_KIND_EXPIRED, "2021-01-12"));
  Given(expired).When(Accept(expired)).Then(Accepted());
}

}  // namespace
}  // namespace debut::grants
