// Reductions of rounds, decided again: one that was altered is found.
#include <gmock/gmock.h>

#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/decide_reduction.h"
#include "domain/grants/testing/reduced_round.h"
#include "redecision/testing/edited_logs.h"
#include "tests/support/given_when_then.h"

namespace debut::redecision {
namespace {

using eventstore::Event;
using grants::v1::ReductionMode;
using grants::v1::RoundReduced;
using ::testing::HasSubstr;

std::vector<Event> ReducedRound(ReductionMode mode) {
  const auto history = grants::testing::RoundWith(mode) + grants::testing::W8Claims();
  const grants::DecideReduction decide{
      .round_id = "R-1",
      .budget_asked = money::Fen(0),
      .document = "压减决定",
      .decided_date = absl::CivilDay(2021, 4, 1),
      .budget_id = "3/2021",
      .policy_version_id = "2020-12-30",
      .waiting = grants::WaitingClaims::Of({"CL-1", "CL-2", "CL-3"})};
  const auto reduced = test::Given(history).When(decide).Recorded<RoundReduced>();
  EXPECT_TRUE(reduced.has_value());
  std::vector<Event> log(history.begin(), history.end());
  log.push_back(grants::testing::Of(reduced.value_or(RoundReduced()))[0]);
  return log;
}

// Of the reduction, the last fact.
Redecision Altered(ReductionMode mode, const std::function<void(RoundReduced&)>& change) {
  return testing::Redecide(testing::Altered<RoundReduced>(ReducedRound(mode), change)).back();
}

TEST(ReducedRounds, AreTheSameInEveryMode) {
  for (const auto mode : {grants::v1::REDUCTION_MODE_PRO_RATA, grants::v1::REDUCTION_MODE_RATE,
                          grants::v1::REDUCTION_MODE_QUEUE}) {
    const Redecision same = testing::Redecide(ReducedRound(mode)).back();
    EXPECT_EQ(same.type, decision::TypeOf<RoundReduced>());
    EXPECT_EQ(same.verdict, Verdict::kSame) << same.explanation;
  }
}

TEST(ReducedRounds, AreFoundWithAnAmountThatWasRaised) {
  const Redecision found = Altered(grants::v1::REDUCTION_MODE_RATE, [](RoundReduced& fact) {
    auto& claim = *fact.mutable_claims(0);
    claim.set_reduced_fen(claim.reduced_fen() + 1);
  });
  EXPECT_EQ(found.verdict, Verdict::kAmountDiff);
  EXPECT_EQ(found.recorded.amount - found.amount, money::Fen(1));
}

TEST(ReducedRounds, AreFoundWithMoneyShiftedFromOneClaimToAnother) {
  const Redecision found = Altered(grants::v1::REDUCTION_MODE_PRO_RATA, [](RoundReduced& fact) {
    fact.mutable_claims(0)->set_reduced_fen(fact.claims(0).reduced_fen() - 100);
    fact.mutable_claims(1)->set_reduced_fen(fact.claims(1).reduced_fen() + 100);
  });
  EXPECT_EQ(found.verdict, Verdict::kOutcomeDiff) << "the sum agrees";
}

TEST(ReducedRounds, AreFoundWithoutOneOfTheirClaims) {
  const Redecision found = Altered(grants::v1::REDUCTION_MODE_QUEUE, [](RoundReduced& fact) {
    fact.mutable_claims()->DeleteSubrange(0, 1);
  });
  EXPECT_EQ(found.verdict, Verdict::kAmountDiff);
}

TEST(ReducedRounds, AreFoundWithAnotherRate) {
  const Redecision found = Altered(grants::v1::REDUCTION_MODE_RATE, [](RoundReduced& fact) {
    fact.set_rate_numerator(fact.rate_numerator() + 1);
  });
  EXPECT_EQ(found.verdict, Verdict::kOutcomeDiff);
}

TEST(ReducedRounds, AreFoundWithABudgetThatWasNotThere) {
  const Redecision found = Altered(grants::v1::REDUCTION_MODE_RATE, [](RoundReduced& fact) {
    fact.set_budget_fen(2 * fact.budget_fen());
  });
  EXPECT_EQ(found.verdict, Verdict::kOutcomeDiff);
  EXPECT_THAT(found.explanation, HasSubstr("would be refused"));
}

}  // namespace
}  // namespace debut::redecision
