#include "domain/grants/propose_clawback.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Amended;
using testing::By;
using testing::History;
using testing::kAward;
using testing::KeysIn;
using testing::kProposer;
using testing::kReviewer;
using testing::Of;
using testing::Story;
using testing::Until;

ProposeClawback Propose(const History& history) {
  return {.claim = KeysIn(history),
          .by = kProposer,
          .grounds = "弄虚作假",
          .proposed_date = absl::CivilDay(2021, 3, 1)};
}

History Paid() { return Until(v1::CLAIM_STATE_PAID); }

void ExpectRejected(const History& history, std::string_view reason) {
  Given(history).When(Propose(history)).ThenRejected(reason);
}

v1::ClawbackProposed ProposedIn(const History& history) {
  return Given(history).When(Propose(history)).Recorded<v1::ClawbackProposed>().value();
}

History Delisted(certification::v1::DelistingKind kind) {
  return Of(certification::testing::Delisted("P-1", "E-1", kind, "2021-02-20"));
}

TEST(ProposeClawback, ClaimsWhatWasPaidAboveWhatIsDueByTheFactsOfToday) {
  const v1::ClawbackProposed proposed = ProposedIn(Paid() + Of(Amended(Fen(200'000'000))));
  EXPECT_EQ(proposed.clawback_number(), 1u);
  EXPECT_EQ(proposed.due_fen(), 60'000'000);
  EXPECT_EQ(proposed.net_paid_fen(), kAward.count);
  EXPECT_EQ(proposed.amount_fen(), 39'999'999);
  EXPECT_EQ(proposed.cap_key(), "m3/P-1");
  EXPECT_EQ(proposed.budget_id(), "3/2021");
  EXPECT_EQ(proposed.enterprise_id(), "E-1");
  EXPECT_EQ(proposed.sheet().award_fen(), 60'000'000);
  EXPECT_EQ(proposed.sheet().cap_used_before_fen(), 0) << "its own award is not used by others";
  EXPECT_EQ(proposed.grounds(), "弄虚作假");
}

TEST(ProposeClawback, W10ClaimsTheWholeAwardOfAVoidProduct) {
  const v1::ClawbackProposed proposed =
      ProposedIn(Paid() + Delisted(certification::v1::DELISTING_KIND_VOID));
  EXPECT_EQ(proposed.amount_fen(), kAward.count);
  EXPECT_EQ(proposed.due_fen(), 0);
  ASSERT_EQ(proposed.sheet().inputs_size(), 1);
  EXPECT_EQ(proposed.sheet().inputs(0).subject(), kProductDelisted);
}

TEST(ProposeClawback, W10ClaimsNothingOfAnExpiredOrRevokedProduct) {
  ExpectRejected(Paid() + Delisted(certification::v1::DELISTING_KIND_EXPIRED), kClawbackNotDue);
  ExpectRejected(Paid() + Delisted(certification::v1::DELISTING_KIND_REVOKED), kClawbackNotDue);
}

TEST(ProposeClawback, ClaimsWhatATerminatedContractGave) {
  const v1::ClawbackProposed proposed = ProposedIn(Paid() + Of(testing::Terminated()));
  EXPECT_EQ(proposed.amount_fen(), kAward.count);
  EXPECT_EQ(proposed.sheet().inputs(0).amount_fen(), 0);
}

TEST(ProposeClawback, W3ClaimsNothingWhileTheCapStillCoversWhatWasPaid) {
  Story large;
  large.price = Fen(600'000'000);
  large.award = Fen(100'000'000);
  const History history = Until(v1::CLAIM_STATE_PAID, large) + Of(Amended(Fen(333'333'334), large));
  Given(history)
      .When(Propose(history))
      .ThenRejected(decision::Rejection{
          .reason = std::string(kClawbackNotDue),
          .explanation =
              "100000000 fen are with the enterprise, and by the facts of today 100000000 are due",
          .kind = decision::RejectionKind::kFailedPrecondition,
          .metadata = {{"net_paid_fen", "100000000"}, {"due_fen", "100000000"}}});
}

TEST(ProposeClawback, GivesNoTopUpWhenTheContractWasRaised) {
  ExpectRejected(Paid() + Of(Amended(Fen(900'000'000))), kClawbackNotDue);
}

TEST(ProposeClawback, LeavesOthersWhatTheyHaveByRightOnly) {
  // Two awards fill the cap; the contract of the first falls away.
  Story other;
  other.claim_id = "CL-0";
  other.contract_id = "C-0";
  other.award = Fen(50'000'000);
  Story ours;
  ours.award = Fen(50'000'000);
  const History other_paid =
      Of(testing::Proposed(other), testing::Granted(other), testing::Settled(other));
  const History both =
      Until(v1::CLAIM_STATE_PAID, ours) + other_paid + Of(Amended(Fen(100'000'000)));
  EXPECT_EQ(ProposedIn(both).sheet().cap_used_before_fen(), 50'000'000);
  EXPECT_EQ(ProposedIn(both).amount_fen(), 20'000'000);
  const History claimed = both + Of(testing::ClawbackProposed(Fen(50'000'000), other));
  EXPECT_EQ(ProposedIn(claimed).sheet().cap_used_before_fen(), 0);
  EXPECT_EQ(ProposedIn(claimed).amount_fen(), 20'000'000);
  const History dismissed = claimed + Of(testing::ClawbackDismissed(Fen(50'000'000), other));
  EXPECT_EQ(ProposedIn(dismissed).sheet().cap_used_before_fen(), 50'000'000);
  const History recovered = claimed + Of(testing::Recovered(Fen(50'000'000), Fen(0), true, other));
  EXPECT_EQ(ProposedIn(recovered).sheet().cap_used_before_fen(), 0);
}

TEST(ProposeClawback, RecordsNothingWhenItWasProposedOnThatDay) {
  const History history =
      Paid() + Of(Amended(Fen(1))) + History{By(kProposer, testing::ClawbackProposed())};
  Given(history).When(Propose(history)).ThenNothing();
}

TEST(ProposeClawback, ClaimsTheRestWhenTheFactsFallAgain) {
  const History once = testing::Facts() + testing::ClaimUntilClawbackApproved(Fen(39'999'999)) +
                       Of(testing::Recovered(Fen(39'999'999), Fen(0)), Amended(Fen(200'000'000)));
  auto propose = Propose(once);
  propose.proposed_date = absl::CivilDay(2021, 4, 1);
  Given(once).When(propose).ThenRejected(kClawbackNotDue);
  const auto again =
      Given(once + Of(Amended(Fen(100'000'000)))).When(propose).Recorded<v1::ClawbackProposed>();
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->clawback_number(), 2u);
  EXPECT_EQ(again->amount_fen(), 30'000'000);
}

TEST(ProposeClawback, DoesNotClaimAgainWhatWasWrittenOff) {
  const History history = testing::Facts() + testing::ClaimUntilClawbackApproved(Fen(39'999'999)) +
                          Of(testing::WrittenOff(Fen(39'999'999)), Amended(Fen(200'000'000)));
  auto propose = Propose(history);
  propose.proposed_date = absl::CivilDay(2021, 4, 1);
  Given(history).When(propose).ThenRejected(kClawbackNotDue);
}

TEST(ProposeClawback, RefusesAnUnknownClaim) { ExpectRejected({}, kClaimUnknown); }

TEST(ProposeClawback, RefusesAClaimThatIsNotPaidOrIsClaimedBackAlready) {
  ExpectRejected(Until(v1::CLAIM_STATE_ORDERED), kClaimStateUnfit);
  auto propose = Propose(Paid());
  propose.proposed_date = absl::CivilDay(2021, 3, 5);
  Given(testing::Facts() + testing::ClaimUntilClawbackApproved())
      .When(propose)
      .ThenRejected(kClaimStateUnfit);
}

TEST(ProposeClawback, IsStaleWhenItsKeysAreNotTheClaims) {
  auto propose = Propose(Paid());
  propose.claim.evidence = {{"contract/C-7", "C-7"}};
  Given(Paid()).When(propose).ThenStale();
}

TEST(ProposeClawback, RefusesADateBeforeThePayment) {
  auto propose = Propose(Paid());
  propose.proposed_date = absl::CivilDay(2021, 1, 28);
  Given(Paid()).When(propose).ThenRejected(kDateBeforePreviousStep);
}

TEST(ProposeClawback, RefusesNobody) {
  auto propose = Propose(Paid());
  propose.by = "";
  Given(Paid()).When(propose).ThenRejected(kPrincipalUnknown);
}

}  // namespace
}  // namespace debut::grants
