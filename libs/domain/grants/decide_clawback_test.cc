#include "domain/grants/decide_clawback.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::ClaimUntilClawbackApproved;
using testing::ClaimUntilClawbackProposed;
using testing::History;
using testing::kReviewer;

ApproveClawback Approve(const std::string& by = kReviewer) {
  return {.claim_id = "CL-1",
          .by = by,
          .document = "追回决定",
          .approved_date = absl::CivilDay(2021, 3, 2)};
}

DismissClawback Dismiss(const std::string& by = kReviewer) {
  return {.claim_id = "CL-1",
          .by = by,
          .grounds = "证据不足",
          .dismissed_date = absl::CivilDay(2021, 3, 2)};
}

TEST(ApproveClawback, RecordsTheDecisionOfSomebodyElse) {
  Given(ClaimUntilClawbackProposed()).When(Approve()).Then(testing::ClawbackApproved());
}

TEST(ApproveClawback, RecordsNothingWhenItWasApprovedOnThatDay) {
  Given(ClaimUntilClawbackApproved()).When(Approve()).ThenNothing();
}

TEST(ApproveClawback, RefusesAnUnknownClaim) {
  Given().When(Approve()).ThenRejected(kClaimUnknown);
}

TEST(ApproveClawback, RefusesAClaimThatIsNotProposedForClawback) {
  Given(testing::ClaimUntil(v1::CLAIM_STATE_PAID)).When(Approve()).ThenRejected(kClaimStateUnfit);
}

TEST(ApproveClawback, RefusesADateBeforeTheProposal) {
  auto approve = Approve();
  approve.approved_date = absl::CivilDay(2021, 2, 28);
  Given(ClaimUntilClawbackProposed()).When(approve).ThenRejected(kDateBeforePreviousStep);
}

TEST(ApproveClawback, RefusesWhoHadAPartInTheAwardOrProposedIt) {
  for (const char* person :
       {testing::kCalculator, testing::kProposer, testing::kApprover, testing::kCashier}) {
    Given(ClaimUntilClawbackProposed()).When(Approve(person)).ThenRejected(kMakerIsChecker);
  }
  const History proposed_by_reviewer = testing::ClaimUntil(v1::CLAIM_STATE_PAID) +
                                       History{testing::By(kReviewer, testing::ClawbackProposed())};
  Given(proposed_by_reviewer).When(Approve()).ThenRejected(kMakerIsChecker);
}

TEST(ApproveClawback, RefusesNobody) {
  Given(ClaimUntilClawbackProposed()).When(Approve("")).ThenRejected(kPrincipalUnknown);
}

TEST(DismissClawback, LeavesTheAwardAsItWas) {
  const History proposed = ClaimUntilClawbackProposed();
  Given(proposed).When(Dismiss()).Then(testing::ClawbackDismissed());
  ClaimFile file{"CL-1"};
  for (const auto& event :
       proposed + History{testing::By(kReviewer, testing::ClawbackDismissed())}) {
    file.Apply({{}, {}, event});
  }
  EXPECT_EQ(file.state, v1::CLAIM_STATE_PAID);
  EXPECT_EQ(file.payment.Net(), testing::kAward);
}

TEST(DismissClawback, RefusesWhatIsNotProposed) {
  Given().When(Dismiss()).ThenRejected(kClaimUnknown);
  Given(ClaimUntilClawbackApproved()).When(Dismiss()).ThenRejected(kClaimStateUnfit);
}

TEST(DismissClawback, RefusesADateBeforeTheProposal) {
  auto dismiss = Dismiss();
  dismiss.dismissed_date = absl::CivilDay(2021, 2, 28);
  Given(ClaimUntilClawbackProposed()).When(dismiss).ThenRejected(kDateBeforePreviousStep);
}

TEST(DismissClawback, RefusesWhoProposedIt) {
  Given(ClaimUntilClawbackProposed())
      .When(Dismiss(testing::kProposer))
      .ThenRejected(kMakerIsChecker);
}

}  // namespace
}  // namespace debut::grants
