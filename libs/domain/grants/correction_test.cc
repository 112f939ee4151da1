#include "domain/grants/correction.h"

#include <fmt/format.h>

#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::ClaimUntil;
using testing::Corrected;
using testing::CorrectionAsked;
using testing::Digest;
using testing::Filed;
using testing::History;
using testing::Of;

const absl::CivilDay kDueDate(2021, 1, 18);

RequestCorrection Request(absl::CivilDay date = absl::CivilDay(2021, 1, 11)) {
  return {.claim_id = "CL-1",
          .items = {"合同缺少签章页"},
          .due_date = kDueDate,
          .requested_date = date};
}

SubmitCorrection Submit(absl::CivilDay date = kDueDate, Attachments attachments = {}) {
  return {.claim_id = "CL-1",
          .note = "已补交签章页",
          .attachments = std::move(attachments),
          .corrected_date = date};
}

ExpireCorrection Expire(absl::CivilDay date) { return {.claim_id = "CL-1", .expired_date = date}; }

History Asked() { return ClaimUntil(v1::CLAIM_STATE_SUBMITTED) + Of(CorrectionAsked()); }

TEST(RequestCorrection, AsksTheClaimantOfASubmittedClaim) {
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED)).When(Request()).Then(CorrectionAsked());
}

TEST(RequestCorrection, RecordsNothingWhenItWasAskedForSo) {
  Given(Asked()).When(Request()).ThenNothing();
}

TEST(RequestCorrection, MayFollowACorrectionThatWasNotEnough) {
  Given(Asked() + Of(Corrected()))
      .When(Request(kDueDate))
      .Recorded<v1::CorrectionRequested>()
      .value();
}

TEST(RequestCorrection, RefusesAnUnknownClaim) {
  Given().When(Request()).ThenRejected(kClaimUnknown);
}

TEST(RequestCorrection, RefusesAClaimThatWasAccepted) {
  Given(ClaimUntil(v1::CLAIM_STATE_ACCEPTED)).When(Request()).ThenRejected(kClaimStateUnfit);
}

TEST(RequestCorrection, RefusesADateBeforeTheSubmission) {
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED))
      .When(Request(absl::CivilDay(2021, 1, 10)))
      .ThenRejected(kDateBeforePreviousStep);
}

TEST(SubmitCorrection, LeadsBackToTheSubmittedClaimUntilTheLastDay) {
  Given(Asked()).When(Submit()).Then(Corrected());
  const auto decided = Given(Asked() + Of(Corrected())).When(Submit());
  decided.ThenRejected(kClaimStateUnfit);
}

TEST(SubmitCorrection, FilesWhatCameAlong) {
  Given(Asked())
      .When(Submit(kDueDate, {{Digest('a')}, Digest('c')}))
      .Then(Corrected(), Filed({Digest('a')}, Digest('c')));
}

TEST(SubmitCorrection, RefusesAClaimThatNeedsNone) {
  Given(ClaimUntil(v1::CLAIM_STATE_SUBMITTED)).When(Submit()).ThenRejected(kClaimStateUnfit);
}

TEST(SubmitCorrection, RefusesADateBeforeTheRequest) {
  Given(Asked()).When(Submit(absl::CivilDay(2021, 1, 10))).ThenRejected(kDateBeforePreviousStep);
}

TEST(SubmitCorrection, IsTooLateOnTheDayAfterTheDueDate) {
  Given(Asked()).When(Submit(kDueDate + 1)).ThenRejected(kCorrectionLate);
}

TEST(SubmitCorrection, RefusesMoreFilesThanAClaimCarries) {
  std::vector<std::string> digests;
  for (std::size_t i = 0; i < kAttachmentsMax; ++i) {
    digests.push_back(fmt::format("{:064x}", i));
  }
  const History full =
      ClaimUntil(v1::CLAIM_STATE_SUBMITTED) + Of(Filed(digests, "")) + Of(CorrectionAsked());
  Given(full).When(Submit(kDueDate, {{Digest('a')}, ""})).ThenRejected(kAttachmentsTooMany);
  Given(full)
      .When(Submit(kDueDate, {{digests.front()}, ""}))
      .Then(Corrected(), Filed({digests.front()}, ""));
}

TEST(ExpireCorrection, RefusesTheClaimFromTheDayAfterTheDueDate) {
  Given(Asked()).When(Expire(kDueDate + 1)).Then(testing::RefusedOn("2021-01-19", "逾期未补正"));
  Given(Asked()).When(Expire(kDueDate)).ThenRejected(kCorrectionStillPossible);
}

TEST(ExpireCorrection, RecordsNothingTwice) {
  Given(Asked() + Of(testing::RefusedOn("2021-01-19", "逾期未补正")))
      .When(Expire(kDueDate + 1))
      .ThenNothing();
}

TEST(ExpireCorrection, LosesAgainstACorrectionThatCameInTime) {
  Given(Asked() + Of(Corrected())).When(Expire(kDueDate + 1)).ThenRejected(kClaimStateUnfit);
}

TEST(ExpireCorrection, RefusesAnUnknownClaim) {
  Given().When(Expire(kDueDate + 1)).ThenRejected(kClaimUnknown);
}

}  // namespace
}  // namespace debut::grants
