#include "domain/grants/performance.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/money_facts.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Archived;
using testing::ClaimUntil;
using testing::History;
using testing::kAward;
using testing::Of;
using testing::Reported;

FilePerformanceReport Report(absl::CivilDay date = absl::CivilDay(2021, 6, 1)) {
  return {.claim_id = "CL-1",
          .document = Reported().document(),
          .summary = Reported().summary(),
          .reported_date = date};
}

ArchiveClaim Archive(absl::CivilDay date = absl::CivilDay(2021, 6, 2)) {
  return {.claim_id = "CL-1", .archive_number = Archived().archive_number(), .archived_date = date};
}

TEST(FilePerformanceReport, FollowsThePayment) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID)).When(Report()).Then(Reported());
  Given(ClaimUntil(v1::CLAIM_STATE_PAID) + Of(Reported())).When(Report()).ThenNothing();
}

TEST(FilePerformanceReport, RefusesAClaimThatIsNotPaid) {
  Given().When(Report()).ThenRejected(kClaimUnknown);
  Given(ClaimUntil(v1::CLAIM_STATE_ORDERED)).When(Report()).ThenRejected(kClaimStateUnfit);
}

TEST(FilePerformanceReport, RefusesADateBeforeThePayment) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID))
      .When(Report(absl::CivilDay(2021, 1, 28)))
      .ThenRejected(kDateBeforePreviousStep);
}

// Paid, and `back` of kAward has come back, so that `outstanding` of the clawback is left.
History ClaimedBack(Fen back, Fen outstanding) {
  return testing::ClaimUntilClawbackApproved(back + outstanding) +
         Of(testing::Recovered(back, outstanding, back == kAward));
}

TEST(FilePerformanceReport, IsDueOnWhatAClawbackHasLeft) {
  Given(ClaimedBack(Fen(9), Fen(0))).When(Report()).Then(Reported());
  Given(ClaimedBack(Fen(9), Fen(1))).When(Report()).Then(Reported());
  Given(ClaimedBack(Fen(9), Fen(1)) + Of(testing::WrittenOff(Fen(1))))
      .When(Report())
      .Then(Reported());
}

TEST(FilePerformanceReport, IsDueOnWhatWasWrittenOff) {
  Given(testing::ClaimUntilClawbackApproved() + Of(testing::WrittenOff(kAward)))
      .When(Report())
      .Then(Reported());
}

TEST(FilePerformanceReport, WaitsForAClawbackOfWhichNothingHasCome) {
  Given(testing::ClaimUntilClawbackProposed()).When(Report()).ThenRejected(kClaimStateUnfit);
  Given(testing::ClaimUntilClawbackApproved()).When(Report()).ThenRejected(kClaimStateUnfit);
}

TEST(FilePerformanceReport, IsNotDueOnceAllHasComeBack) {
  Given(ClaimedBack(kAward, Fen(0))).When(Report()).ThenRejected(kReportNotDue);
}

TEST(FilePerformanceReport, IsDueOnce) {
  const History reported = ClaimedBack(Fen(9), Fen(1)) + Of(Reported());
  Given(reported).When(Report()).ThenNothing();
  Given(reported).When(Report(absl::CivilDay(2021, 6, 2))).ThenRejected(kReportNotDue);
}

TEST(FilePerformanceReport, LeavesAClawbackThatComesInAsItIs) {
  ClaimFile file{"CL-1"};
  for (const eventstore::Event& event : ClaimedBack(Fen(9), Fen(1)) + Of(Reported())) {
    file.Apply({eventstore::Position{1}, absl::Time(), event});
  }
  EXPECT_EQ(file.state, v1::CLAIM_STATE_PARTLY_RECOVERED);
}

TEST(ArchiveClaim, FollowsAClawback) {
  const History reported = ClaimUntil(v1::CLAIM_STATE_PAID) + Of(Reported());
  const History part = Of(testing::ClawbackProposed(Fen(9)), testing::ClawbackApproved(Fen(9)),
                          testing::Recovered(Fen(9), Fen(0)));
  Given(reported + part).When(Archive()).Then(Archived());
  Given(ClaimedBack(kAward, Fen(0))).When(Archive()).Then(Archived());
}

TEST(ArchiveClaim, WaitsForTheReportThatIsDueAfterAClawback) {
  Given(ClaimedBack(Fen(9), Fen(0))).When(Archive()).ThenRejected(kReportMissing);
  Given(ClaimedBack(Fen(9), Fen(1)) + Of(Reported()))
      .When(Archive())
      .ThenRejected(kClaimStateUnfit);
}

TEST(ArchiveClaim, FollowsThePerformanceReport) {
  const History reported = ClaimUntil(v1::CLAIM_STATE_PAID) + Of(Reported());
  Given(reported).When(Archive()).Then(Archived());
  Given(reported + Of(Archived())).When(Archive()).ThenNothing();
}

TEST(ArchiveClaim, RefusesAClaimWithoutAReport) {
  Given().When(Archive()).ThenRejected(kClaimUnknown);
  Given(ClaimUntil(v1::CLAIM_STATE_PAID)).When(Archive()).ThenRejected(kClaimStateUnfit);
}

TEST(ArchiveClaim, RefusesADateBeforeTheReport) {
  Given(ClaimUntil(v1::CLAIM_STATE_PAID) + Of(Reported()))
      .When(Archive(absl::CivilDay(2021, 5, 31)))
      .ThenRejected(kDateBeforePreviousStep);
}

}  // namespace
}  // namespace debut::grants
