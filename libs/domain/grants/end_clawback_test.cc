#include "domain/grants/end_clawback.h"

#include "domain/grants/budget_usage.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/evidence_users.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::ClaimUntilClawbackApproved;
using testing::History;
using testing::kAward;
using testing::kReviewer;
using testing::Of;
using testing::Recovered;

RecordRecovery Recover(Fen amount, absl::CivilDay date = absl::CivilDay(2021, 3, 10)) {
  return {
      .claim_id = "CL-1", .amount = amount, .recovered_date = date, .bank_reference = "ICBC-R1"};
}

WriteOffClawback WriteOff(const std::string& by = kReviewer) {
  return {.claim_id = "CL-1",
          .by = by,
          .document = "核销决定",
          .grounds = "企业已破产",
          .written_off_date = absl::CivilDay(2021, 4, 1)};
}

template <typename View>
View Folded(View view, const History& history) {
  for (const auto& event : history) {
    const eventstore::SequencedEvent sequenced{{1}, absl::InfiniteFuture(), event};
    if (decision::Selected(view.Selects(), sequenced)) view.Apply(sequenced);
  }
  return view;
}

TEST(RecordRecovery, TakesTheMoneyInParts) {
  Given(ClaimUntilClawbackApproved())
      .When(Recover(Fen(30'000'000)))
      .Then(Recovered(Fen(30'000'000), kAward - Fen(30'000'000)));
  auto rest = Recover(kAward - Fen(30'000'000));
  rest.bank_reference = "ICBC-R2";
  v1::RecoveryRecorded last = Recovered(kAward - Fen(30'000'000), Fen(0), true);
  last.set_bank_reference("ICBC-R2");
  const History partly =
      ClaimUntilClawbackApproved() + Of(Recovered(Fen(30'000'000), kAward - Fen(30'000'000)));
  EXPECT_EQ(Folded(ClaimFile{"CL-1"}, partly).state, v1::CLAIM_STATE_PARTLY_RECOVERED);
  Given(partly).When(rest).Then(last);
  EXPECT_EQ(Folded(ClaimFile{"CL-1"}, partly + Of(last)).state, v1::CLAIM_STATE_RECOVERED);
}

TEST(RecordRecovery, KeepsTheEvidenceUsedWhileAnyPartOfTheAwardIsLeft) {
  Given(ClaimUntilClawbackApproved(Fen(1))).When(Recover(Fen(1))).Then(Recovered(Fen(1), Fen(0)));
  const EvidenceUsers nobody{{"contract/C-1"}};
  const History all = ClaimUntilClawbackApproved() + Of(Recovered(kAward, Fen(0), true));
  EXPECT_TRUE(Folded(nobody, all).claim_ids.empty());
  const History part = ClaimUntilClawbackApproved(Fen(1)) + Of(Recovered(Fen(1), Fen(0)));
  EXPECT_EQ(Folded(nobody, part).claim_ids.size(), 1u);
}

TEST(RecordRecovery, FreesTheCapAndInTheBudgetsYearTheBudget) {
  const History recovered = Of(testing::Budget(kAward)) + ClaimUntilClawbackApproved() +
                            Of(Recovered(kAward, Fen(0), true));
  EXPECT_EQ(Folded(CapUsage{{"m3/P-1"}}, recovered).Used(), Fen(0));
  EXPECT_EQ(Folded(CapUsage{{"m3/P-1"}}, recovered).reclaimed, Fen(0));
  EXPECT_EQ(Folded(BudgetUsage{"3/2021"}, recovered).Left(), kAward);
}

TEST(RecordRecovery, SendsMoneyOfAnEarlierBudgetYearToTheTreasury) {
  v1::RecoveryRecorded later = Recovered(kAward, Fen(0), true);
  later.set_recovered_date("2022-01-04");
  later.set_destination(v1::RECOVERY_DESTINATION_TREASURY);
  Given(ClaimUntilClawbackApproved()).When(Recover(kAward, absl::CivilDay(2022, 1, 4))).Then(later);
  const History recovered = Of(testing::Budget(kAward)) + ClaimUntilClawbackApproved() + Of(later);
  EXPECT_EQ(Folded(CapUsage{{"m3/P-1"}}, recovered).Used(), Fen(0));
  EXPECT_EQ(Folded(BudgetUsage{"3/2021"}, recovered).Left(), Fen(0));
}

TEST(RecordRecovery, RecordsNothingWhenItWasRecoveredSo) {
  Given(ClaimUntilClawbackApproved() + Of(Recovered(kAward, Fen(0), true)))
      .When(Recover(kAward))
      .ThenNothing();
}

TEST(RecordRecovery, RefusesABankReferenceThatStandsForSomethingElse) {
  Given(ClaimUntilClawbackApproved() + Of(Recovered(Fen(5), kAward - Fen(5))))
      .When(Recover(Fen(6)))
      .ThenRejected(kRecoveryAlreadyRecorded);
}

TEST(RecordRecovery, RefusesWhatIsNotApproved) {
  Given().When(Recover(Fen(1))).ThenRejected(kClaimUnknown);
  Given(testing::ClaimUntilClawbackProposed()).When(Recover(Fen(1))).ThenRejected(kClaimStateUnfit);
}

TEST(RecordRecovery, RefusesADateBeforeTheApproval) {
  Given(ClaimUntilClawbackApproved())
      .When(Recover(Fen(1), absl::CivilDay(2021, 3, 1)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(RecordRecovery, RefusesMoreThanIsOutstanding) {
  Given(ClaimUntilClawbackApproved(Fen(7)))
      .When(Recover(Fen(8)))
      .ThenRejected(decision::Rejection{.reason = std::string(kRecoveryAboveClawback),
                                        .explanation = "7 fen are outstanding, and 8 came in",
                                        .kind = decision::RejectionKind::kFailedPrecondition,
                                        .metadata = {{"outstanding_fen", "7"}}});
}

TEST(WriteOffClawback, WritesOffWhatIsOutstanding) {
  Given(ClaimUntilClawbackApproved()).When(WriteOff()).Then(testing::WrittenOff(kAward));
  Given(ClaimUntilClawbackApproved() + Of(Recovered(Fen(9), kAward - Fen(9))))
      .When(WriteOff())
      .Then(testing::WrittenOff(kAward - Fen(9)));
}

TEST(WriteOffClawback, LeavesTheCapAndTheBudgetUsed) {
  const History history =
      Of(testing::Budget(kAward)) + ClaimUntilClawbackApproved() + Of(testing::WrittenOff(kAward));
  EXPECT_EQ(Folded(CapUsage{{"m3/P-1"}}, history).Used(), kAward);
  EXPECT_EQ(Folded(BudgetUsage{"3/2021"}, history).spent, kAward);
  EXPECT_EQ(Folded(ClaimFile{"CL-1"}, history).state, v1::CLAIM_STATE_WRITTEN_OFF);
  EXPECT_EQ(Folded(ClaimFile{"CL-1"}, history).payment.Claimable(), Fen(0));
}

TEST(WriteOffClawback, RecordsNothingWhenItWasWrittenOffOnThatDay) {
  Given(ClaimUntilClawbackApproved() + Of(testing::WrittenOff(kAward)))
      .When(WriteOff())
      .ThenNothing();
}

TEST(WriteOffClawback, RefusesWhatIsNotApprovedOrIsRecovered) {
  Given().When(WriteOff()).ThenRejected(kClaimUnknown);
  Given(testing::ClaimUntilClawbackProposed()).When(WriteOff()).ThenRejected(kClaimStateUnfit);
  Given(ClaimUntilClawbackApproved() + Of(Recovered(kAward, Fen(0), true)))
      .When(WriteOff())
      .ThenRejected(kClaimStateUnfit);
}

TEST(WriteOffClawback, RefusesADateBeforeTheApproval) {
  auto write_off = WriteOff();
  write_off.written_off_date = absl::CivilDay(2021, 3, 1);
  Given(ClaimUntilClawbackApproved()).When(write_off).ThenRejected(kDateBeforePreviousStep);
}

TEST(WriteOffClawback, RefusesWhoProposedIt) {
  Given(ClaimUntilClawbackApproved())
      .When(WriteOff(testing::kProposer))
      .ThenRejected(kMakerIsChecker);
}

}  // namespace
}  // namespace debut::grants
