#include "domain/grants/adjust_award.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/propose_award.h"
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
using testing::Of;
using testing::Until;

const Fen kLower{200'000'000};
const Fen kLowerAward{60'000'000};

AdjustAward Adjust(const History& history) {
  return {.claim = KeysIn(history),
          .by = kProposer,
          .grounds = "合同金额变更",
          .adjusted_date = absl::CivilDay(2021, 2, 1)};
}

History LoweredIn(v1::ClaimState state) { return Until(state) + Of(Amended(kLower)); }

void ExpectRejected(const History& history, std::string_view reason) {
  Given(history).When(Adjust(history)).ThenRejected(reason);
}

v1::AwardAdjusted AdjustedIn(const History& history) {
  return Given(history).When(Adjust(history)).Recorded<v1::AwardAdjusted>().value();
}

TEST(AdjustAward, ReleasesTheDifferenceFromTheReserve) {
  for (const auto state :
       {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED}) {
    const v1::AwardAdjusted adjusted = AdjustedIn(LoweredIn(state));
    EXPECT_EQ(adjusted.amount_fen(), kLowerAward.count);
    EXPECT_EQ(adjusted.released_fen(), (kAward - kLowerAward).count);
    EXPECT_EQ(adjusted.stage(), v1::RESERVE_STAGE_RESERVED);
    EXPECT_EQ(adjusted.sheet().award_fen(), kLowerAward.count);
    EXPECT_EQ(adjusted.sheet().cap_used_before_fen(), 0);
    EXPECT_EQ(adjusted.cap_key(), "m3/P-1");
    EXPECT_EQ(adjusted.budget_id(), "3/2021");
    EXPECT_EQ(adjusted.adjusted_date(), "2021-02-01");
  }
}

TEST(AdjustAward, ReleasesTheDifferenceFromTheCommitment) {
  for (const auto state : {v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED}) {
    EXPECT_EQ(AdjustedIn(LoweredIn(state)).stage(), v1::RESERVE_STAGE_COMMITTED);
  }
}

TEST(AdjustAward, VoidsAnOpenNotice) {
  ClaimFile file{"CL-1"};
  for (const auto& event : testing::ClaimUntil(v1::CLAIM_STATE_NOTICE_OPEN) +
                               Of(testing::Adjusted(kLowerAward, v1::RESERVE_STAGE_RESERVED))) {
    file.Apply({{}, {}, event});
  }
  EXPECT_EQ(file.state, v1::CLAIM_STATE_PROPOSED);
  EXPECT_EQ(file.amount, kLowerAward);
}

TEST(AdjustAward, RefusesAnUnknownClaim) { ExpectRejected({}, kClaimUnknown); }

TEST(AdjustAward, RefusesAClaimWithoutAnAwardOrWhosePaymentIsOrdered) {
  ExpectRejected(LoweredIn(v1::CLAIM_STATE_COMPUTED), kClaimStateUnfit);
  ExpectRejected(LoweredIn(v1::CLAIM_STATE_ORDERED), kClaimStateUnfit);
  ExpectRejected(LoweredIn(v1::CLAIM_STATE_PAID), kClaimStateUnfit);
}

TEST(AdjustAward, IsStaleWhenItsKeysAreNotTheClaims) {
  const History history = LoweredIn(v1::CLAIM_STATE_PROPOSED);
  auto adjust = Adjust(history);
  adjust.claim.evidence = {{"contract/C-7", "C-7"}};
  Given(history).When(adjust).ThenStale();
}

TEST(AdjustAward, RefusesADateBeforeTheProposal) {
  const History history = LoweredIn(v1::CLAIM_STATE_PROPOSED);
  auto adjust = Adjust(history);
  adjust.adjusted_date = absl::CivilDay(2021, 1, 12);
  Given(history).When(adjust).ThenRejected(kDateBeforePreviousStep);
}

TEST(AdjustAward, RefusesWhoComputedOrGrantedTheAward) {
  const History history = LoweredIn(v1::CLAIM_STATE_GRANTED);
  auto adjust = Adjust(history);
  for (const char* person : {testing::kCalculator, testing::kApprover}) {
    adjust.by = person;
    Given(history).When(adjust).ThenRejected(kMakerIsChecker);
  }
}

TEST(AdjustAward, RefusesAVoidProduct) {
  ExpectRejected(LoweredIn(v1::CLAIM_STATE_PROPOSED) +
                     Of(certification::testing::Delisted(
                         "P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-01-25")),
                 kProductDelisted);
}

TEST(AdjustAward, RefusesWhereNothingIsDueAnyMore) {
  ExpectRejected(Until(v1::CLAIM_STATE_PROPOSED) + Of(Amended(Fen(3))), kEntitlementZero);
}

TEST(AdjustAward, NeverRaises) {
  ExpectRejected(Until(v1::CLAIM_STATE_PROPOSED), kAdjustmentNotNeeded);
  ExpectRejected(Until(v1::CLAIM_STATE_PROPOSED) + Of(Amended(Fen(900'000'000))),
                 kAdjustmentNotNeeded);
}

TEST(AdjustAward, W12IsANewEventAndTheOldDecisionReplaysToItsOldBytes) {
  const History before = Until(v1::CLAIM_STATE_COMPUTED) + Of(testing::Budget(Fen(1'000'000'000)));
  const auto decide = [](const History& known) {
    const ProposeAward propose{
        .claim = KeysIn(known), .by = kProposer, .proposed_date = absl::CivilDay(2021, 1, 13)};
    return Given(known).When(propose).Recorded<v1::AwardProposed>().value();
  };
  const v1::AwardProposed decided = decide(before);
  // The correction is recorded later and is dated before the decision.
  v1::AwardProposed unchanged;
  market::v1::ContractAmended backdated = Amended(kLower);
  backdated.set_amended_date("2020-12-01");
  History log = Until(v1::CLAIM_STATE_COMPUTED) + History{By(kProposer, decided)} + Of(backdated);
  EXPECT_EQ(AdjustedIn(log).amount_fen(), kLowerAward.count);
  unchanged.ParseFromString(log[log.size() - 2].payload);
  EXPECT_EQ(unchanged.SerializeAsString(), decided.SerializeAsString());
  EXPECT_EQ(decide(before).SerializeAsString(), decided.SerializeAsString());
}

}  // namespace
}  // namespace debut::grants
