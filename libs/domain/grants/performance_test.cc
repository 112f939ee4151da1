#include "domain/grants/performance.h"

#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::Archived;
using testing::ClaimUntil;
using testing::History;
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
