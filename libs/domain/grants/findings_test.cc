#include "domain/grants/findings.h"

#include "domain/grants/propose_award.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using test::Given;
using testing::Audited;
using testing::By;
using testing::ClaimUntil;
using testing::History;
using testing::kExpert;
using testing::Of;
using testing::Opinion;

RecordSpecialAudit Audit(v1::AuditConclusion conclusion) {
  const v1::SpecialAuditRecorded fact = Audited(conclusion);
  return {.claim_id = "CL-1",
          .institution = fact.institution(),
          .conclusion = conclusion,
          .document = fact.document(),
          .audited_date = absl::CivilDay(2021, 1, 8)};
}

GiveExpertOpinion Give(std::uint32_t score, const std::string& by = kExpert,
                       const std::string& expert_id = "X-1") {
  return {.claim_id = "CL-1",
          .expert_id = expert_id,
          .score = score,
          .opinion = "同意支持",
          .given_date = absl::CivilDay(2021, 1, 12),
          .by = by};
}

TEST(RecordSpecialAudit, IsOfAnAcceptedClaimAndMayBeOlderThanTheAcceptance) {
  for (const auto state : {v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED}) {
    Given(ClaimUntil(state))
        .When(Audit(v1::AUDIT_CONCLUSION_QUALIFIED))
        .Then(Audited(v1::AUDIT_CONCLUSION_QUALIFIED));
  }
}

TEST(RecordSpecialAudit, RefusesAnUnknownClaim) {
  Given().When(Audit(v1::AUDIT_CONCLUSION_PASSED)).ThenRejected(kClaimUnknown);
}

TEST(RecordSpecialAudit, ComesBeforeTheProposal) {
  for (const auto state : {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_PROPOSED}) {
    Given(ClaimUntil(state))
        .When(Audit(v1::AUDIT_CONCLUSION_PASSED))
        .ThenRejected(kClaimStateUnfit);
  }
}

// Policy: a claim that failed its special audit is not proposed.
TEST(ProposeAward, IsBlockedByAFailedAuditUntilAnotherIsPassed) {
  const History computed = testing::Facts() + Of(testing::Budget(money::Fen(1'000'000'000))) +
                           ClaimUntil(v1::CLAIM_STATE_COMPUTED);
  const auto propose = [](const History& history) {
    return ProposeAward{.claim = testing::KeysIn(history),
                        .by = testing::kProposer,
                        .proposed_date = absl::CivilDay(2021, 1, 13)};
  };
  const History failed = computed + Of(Audited(v1::AUDIT_CONCLUSION_FAILED));
  Given(failed).When(propose(failed)).ThenRejected(kSpecialAuditFailed);
  for (const auto better : {v1::AUDIT_CONCLUSION_PASSED, v1::AUDIT_CONCLUSION_QUALIFIED}) {
    const History again = failed + Of(Audited(better));
    Given(again).When(propose(again)).Recorded<v1::AwardProposed>().value();
  }
}

TEST(GiveExpertOpinion, IsScoredBeforeTheProposal) {
  for (const auto state : {v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED}) {
    Given(ClaimUntil(state)).When(Give(85)).Then(Opinion(85));
  }
  Given(ClaimUntil(v1::CLAIM_STATE_PROPOSED)).When(Give(85)).ThenRejected(kClaimStateUnfit);
}

TEST(GiveExpertOpinion, RefusesAnUnknownClaim) {
  Given().When(Give(85)).ThenRejected(kClaimUnknown);
}

TEST(GiveExpertOpinion, IsImmutablePerExpertAndPerPerson) {
  const History given = ClaimUntil(v1::CLAIM_STATE_ACCEPTED) + History{By(kExpert, Opinion(85))};
  Given(given).When(Give(85)).ThenNothing();
  Given(given).When(Give(86)).ThenRejected(kExpertOpinionAlreadyGiven);
  Given(given).When(Give(85, "何平")).ThenRejected(kExpertOpinionAlreadyGiven);
  Given(given).When(Give(90, kExpert, "X-2")).ThenRejected(kExpertOpinionAlreadyGiven);
  Given(given).When(Give(90, "何平", "X-2")).Then(Opinion(90, "X-2"));
}

TEST(GiveExpertOpinion, IsNotThatOfWhoComputedTheAward) {
  Given(ClaimUntil(v1::CLAIM_STATE_COMPUTED))
      .When(Give(85, testing::kCalculator))
      .ThenRejected(kMakerIsChecker);
}

TEST(GiveExpertOpinion, AddsToTheMeanThatRankGoesBy) {
  ClaimFile file{"CL-1"};
  EXPECT_FALSE(file.review.MeanScore().has_value());
  file.review.opinions = {{"X-1", {85, "", "甲"}}, {"X-2", {90, "", "乙"}}};
  EXPECT_EQ(file.review.ScoreTotal(), 175u);
  EXPECT_EQ(file.review.MeanScore(), money::Ratio(175, 2));
}

}  // namespace
}  // namespace debut::grants
