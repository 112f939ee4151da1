#include "domain/grants/decide_reduction.h"

#include "domain/grants/propose_award.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/reduced_round.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Budget;
using testing::By;
using testing::ClaimUntil;
using testing::History;
using testing::Of;
using testing::RoundWith;
using testing::Story;
using testing::StoryOf;
using testing::StoryWith;
using testing::W8Claims;

DecideReduction Decide(const std::vector<std::string>& ids = {"CL-1", "CL-2", "CL-3"}) {
  return {.round_id = "R-1",
          .budget_asked = Fen(0),
          .document = "压减决定",
          .decided_date = absl::CivilDay(2021, 4, 1),
          .budget_id = "3/2021",
          .policy_version_id = "2020-12-30",
          .waiting = WaitingClaims::Of(ids)};
}

std::vector<std::int64_t> AmountsIn(const v1::RoundReduced& reduced) {
  std::vector<std::int64_t> amounts;
  for (const auto& claim : reduced.claims()) amounts.push_back(claim.reduced_fen());
  return amounts;
}

v1::RoundReduced ReducedBy(v1::ReductionMode mode) {
  return Given(RoundWith(mode) + W8Claims()).When(Decide()).Recorded<v1::RoundReduced>().value();
}

using Amounts = std::vector<std::int64_t>;

TEST(DecideReduction, W8ProRataAndRate) {
  const v1::RoundReduced pro_rata = ReducedBy(v1::REDUCTION_MODE_PRO_RATA);
  EXPECT_EQ(AmountsIn(pro_rata), (Amounts{41'142'857, 68'571'429, 10'285'714}));
  EXPECT_EQ(pro_rata.budget_fen(), 120'000'000);
  EXPECT_EQ(pro_rata.entitlement_fen(), 175'000'000);
  EXPECT_EQ(pro_rata.document(), "压减决定");
  EXPECT_EQ(pro_rata.decided_date(), "2021-04-01");
  EXPECT_EQ(pro_rata.claims(0).claim_id(), "CL-1");
  EXPECT_EQ(pro_rata.claims(0).entitlement_fen(), 60'000'000);
  const v1::RoundReduced rate = ReducedBy(v1::REDUCTION_MODE_RATE);
  EXPECT_EQ(AmountsIn(rate), (Amounts{19'200'000, 96'000'000, 4'800'000}));
  EXPECT_EQ(rate.rate_numerator(), 12);
  EXPECT_EQ(rate.rate_denominator(), 125);
}

TEST(DecideReduction, ServesTheQueueInOrderOfAcceptance) {
  EXPECT_EQ(AmountsIn(ReducedBy(v1::REDUCTION_MODE_QUEUE)), (Amounts{60'000'000, 60'000'000, 0}));
}

v1::ExpertOpinionGiven Scored(const std::string& claim_id, const std::string& expert,
                              std::uint32_t score) {
  v1::ExpertOpinionGiven opinion;
  opinion.set_claim_id(claim_id);
  opinion.set_expert_id(expert);
  opinion.set_score(score);
  return opinion;
}

TEST(DecideReduction, RanksByTheMeanScoreOfTheExperts) {
  const History scored = RoundWith(v1::REDUCTION_MODE_RANK) + W8Claims() +
                         Of(Scored("CL-1", "X-1", 80), Scored("CL-1", "X-2", 81),
                            Scored("CL-2", "X-1", 80), Scored("CL-3", "X-1", 90));
  const auto reduced = Given(scored).When(Decide()).Recorded<v1::RoundReduced>();
  ASSERT_TRUE(reduced.has_value());
  EXPECT_EQ(AmountsIn(*reduced), (Amounts{60'000'000, 45'000'000, 15'000'000}));
  EXPECT_EQ(reduced->claims(0).score_hundredths(), 8'050);
}

TEST(DecideReduction, RefusesToRankAClaimWithoutAScore) {
  Given(RoundWith(v1::REDUCTION_MODE_RANK) + W8Claims() +
        Of(Scored("CL-1", "X-1", 80), Scored("CL-3", "X-1", 90)))
      .When(Decide())
      .ThenRejected(kClaimNotScored);
}

TEST(DecideReduction, SharesOutWhatItIsGiven) {
  auto decide = Decide();
  decide.budget_asked = Fen(50'000'000);
  const auto reduced = Given(RoundWith(v1::REDUCTION_MODE_QUEUE) + W8Claims())
                           .When(decide)
                           .Recorded<v1::RoundReduced>();
  EXPECT_EQ(AmountsIn(*reduced), (Amounts{50'000'000, 0, 0}));
}

TEST(DecideReduction, IsStaleWhenItsClaimsDoNotWaitAnyMore) {
  const History history = RoundWith(v1::REDUCTION_MODE_QUEUE) + W8Claims() +
                          History{By(testing::kProposer, testing::Proposed(StoryWith(2, 1)))};
  Given(history).When(Decide()).ThenStale();
}

TEST(DecideReduction, RefusesAnUnknownRound) {
  auto decide = Decide({});
  decide.budget_id = "";
  decide.policy_version_id = "";
  Given().When(decide).ThenRejected(kRoundUnknown);
}

TEST(DecideReduction, RefusesARoundWithoutAMode) {
  Given(RoundWith(v1::REDUCTION_MODE_UNSPECIFIED) + W8Claims())
      .When(Decide())
      .ThenRejected(kReductionModeMissing);
}

TEST(DecideReduction, RefusesToLowerARateThatThePolicyFixes) {
  v1::RoundOpened round = testing::Round();
  round.set_measure(policy::v1::MEASURE_INSURANCE);
  round.set_reduction_mode(v1::REDUCTION_MODE_RATE);
  Given(testing::PolicyOf2020() + Of(round, Budget(Fen(120'000'000))) + W8Claims())
      .When(Decide())
      .ThenRejected(kReductionModeUnfit);
}

TEST(DecideReduction, RefusesARoundThatStillTakesClaims) {
  auto decide = Decide();
  decide.decided_date = absl::CivilDay(2021, 3, 31);
  Given(RoundWith(v1::REDUCTION_MODE_QUEUE) + W8Claims())
      .When(decide)
      .ThenRejected(kRoundStillOpen);
}

TEST(DecideReduction, RefusesMoreClaimsThanOneFactCanCarry) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i <= kReducedClaimsMax; ++i) ids.push_back("CL-" + std::to_string(i));
  DecideReduction decide = Decide(ids);
  for (auto& [id, file] : decide.waiting.files) file.state = v1::CLAIM_STATE_COMPUTED;
  Given(RoundWith(v1::REDUCTION_MODE_QUEUE)).When(decide).ThenRejected(kReductionTooLarge);
}

TEST(DecideReduction, RefusesWhileAClaimIsNotComputed) {
  const Story fourth = StoryOf(4);
  Given(RoundWith(v1::REDUCTION_MODE_QUEUE) + W8Claims() +
        ClaimUntil(v1::CLAIM_STATE_ACCEPTED, fourth))
      .When(Decide({"CL-1", "CL-2", "CL-3", "CL-4"}))
      .ThenRejected(kClaimNotComputed);
}

TEST(DecideReduction, RefusesMoreThanIsLeftOfTheBudget) {
  auto decide = Decide();
  decide.budget_asked = Fen(120'000'001);
  Given(RoundWith(v1::REDUCTION_MODE_QUEUE) + W8Claims())
      .When(decide)
      .ThenRejected(kBudgetExceeded);
}

TEST(DecideReduction, RefusesWhereTheBudgetIsEnough) {
  Given(RoundWith(v1::REDUCTION_MODE_QUEUE, Fen(175'000'000)) + W8Claims())
      .When(Decide())
      .ThenRejected(kReductionNotNeeded);
}

// A proposal in a round that was reduced.
v1::RoundReduced Reduced(Fen amount, const std::string& claim_id = "CL-1") {
  v1::RoundReduced fact;
  fact.set_round_id("R-1");
  fact.set_mode(v1::REDUCTION_MODE_PRO_RATA);
  fact.set_budget_fen(amount.count);
  auto& claim = *fact.add_claims();
  claim.set_claim_id(claim_id);
  claim.set_reduced_fen(amount.count);
  return fact;
}

template <typename... Facts>
test::Scenario<ProposeAward> ProposeAfter(const Facts&... reductions) {
  const History history =
      testing::Until(v1::CLAIM_STATE_COMPUTED) + Of(Budget(Fen(1'000'000'000)), reductions...);
  return Given(history).When(ProposeAward{.claim = testing::KeysIn(history),
                                          .by = testing::kProposer,
                                          .proposed_date = absl::CivilDay(2021, 4, 2)});
}

TEST(ProposeAward, GivesNoMoreThanTheReductionLeaves) {
  const auto proposed = ProposeAfter(Reduced(Fen(7))).template Recorded<v1::AwardProposed>();
  ASSERT_TRUE(proposed.has_value());
  EXPECT_EQ(proposed->amount_fen(), 7);
  const auto& step = *proposed->sheet().steps().rbegin();
  EXPECT_EQ(step.kind(), policy::v1::STEP_KIND_REDUCTION);
  EXPECT_EQ(step.limit_fen(), 7);
  EXPECT_EQ(step.article(), "2021年度首次进入市场申报指南");
  EXPECT_EQ(proposed->sheet().cap_used_after_fen(), 7);
  EXPECT_EQ(proposed->sheet().inputs().rbegin()->text(), "REDUCTION_MODE_PRO_RATA");
}

TEST(ProposeAward, TakesTheLatestReductionThatNamesTheClaim) {
  const auto proposed = ProposeAfter(Reduced(Fen(7)), Reduced(Fen(9)), Reduced(Fen(8), "CL-2"))
                            .template Recorded<v1::AwardProposed>();
  EXPECT_EQ(proposed->amount_fen(), 9);
}

TEST(ProposeAward, GivesTheEntitlementWhereTheReductionLeavesMore) {
  const auto proposed =
      ProposeAfter(Reduced(Fen(500'000'000))).template Recorded<v1::AwardProposed>();
  EXPECT_EQ(proposed->amount_fen(), testing::kAward.count);
}

TEST(ProposeAward, RefusesAClaimThatTheReductionLeftOut) {
  ProposeAfter(Reduced(Fen(7), "CL-2")).ThenRejected(kClaimNotReduced);
}

TEST(ProposeAward, RefusesWhatIsReducedToNothing) {
  ProposeAfter(Reduced(Fen(0))).ThenRejected(kReducedToNothing);
}

}  // namespace
}  // namespace debut::grants
