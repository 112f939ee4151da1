#include "domain/grants/compute_award.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::By;
using testing::History;
using testing::kCalculator;
using testing::KeysIn;
using testing::Of;
using testing::Proposed;
using testing::Story;
using testing::StoryOf;
using testing::Until;

ComputeAward Compute(const History& history) {
  return {.claim = KeysIn(history), .by = kCalculator};
}

v1::AwardComputed ComputedIn(const History& history) {
  return Given(history).When(Compute(history)).Recorded<v1::AwardComputed>().value();
}

market::v1::ContractAmended Amended(Fen amount) {
  market::v1::ContractAmended fact;
  fact.set_contract_id("C-1");
  fact.set_amended_date("2020-12-01");
  fact.set_amount_fen(amount.count);
  auto& line = *fact.add_lines();
  line.set_product_id("P-1");
  line.set_amount_fen(amount.count);
  return fact;
}

// Another award on the same family, from an earlier round.
v1::AwardProposed UsedBefore(Fen amount) {
  Story other = StoryOf(1);
  other.claim_id = "CL-0";
  other.contract_id = "C-0";
  other.award = amount;
  return Proposed(other);
}

TEST(ComputeAward, WritesASheetThatNamesEveryFact) {
  const v1::AwardComputed computed = ComputedIn(Until(v1::CLAIM_STATE_ACCEPTED));
  const policy::v1::CalculationSheet& sheet = computed.sheet();
  EXPECT_EQ(computed.amount_fen(), 99'999'999);
  EXPECT_EQ(sheet.award_fen(), 99'999'999);
  EXPECT_EQ(sheet.claim_id(), "CL-1");
  EXPECT_EQ(sheet.measure(), policy::v1::MEASURE_FIRST_MARKET_ENTRY);
  EXPECT_EQ(sheet.policy_version_id(), "2020-12-30");
  EXPECT_EQ(sheet.policy_position(), 10u);
  EXPECT_EQ(sheet.round_id(), "R-1");
  EXPECT_EQ(sheet.round_position(), 11u);
  EXPECT_EQ(sheet.cap_key(), "m3/P-1");
  EXPECT_EQ(sheet.budget_id(), "3/2021");
  EXPECT_EQ(sheet.limit_year(), 0u);
  EXPECT_EQ(sheet.round_year(), 2021u);
  EXPECT_EQ(sheet.budget_year(), 2021u);
  EXPECT_EQ(sheet.inputs(0).name(), "contract_amount");
  EXPECT_EQ(sheet.inputs(0).positions(0), 7u);
  EXPECT_EQ(sheet.inputs(1).name(), "product_level");
  EXPECT_EQ(sheet.inputs(1).positions(0), 5u);
  EXPECT_EQ(sheet.steps(3).kind(), policy::v1::STEP_KIND_ROOM);
}

TEST(ComputeAward, W1IsCutToTheCapOfAnInternationallyFirstProduct) {
  Story story;
  story.price = Fen(666'666'667);
  story.level = certification::v1::LEVEL_INTERNATIONAL;
  EXPECT_EQ(ComputedIn(Until(v1::CLAIM_STATE_ACCEPTED, story)).amount_fen(), 200'000'000);
}

TEST(ComputeAward, W2FloorsToTheFenBelowTheDomesticCap) {
  EXPECT_EQ(ComputedIn(Until(v1::CLAIM_STATE_ACCEPTED)).amount_fen(), 99'999'999);
}

TEST(ComputeAward, W5GivesTheRestUnderTheCapOrIsRefused) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED);
  EXPECT_EQ(ComputedIn(history + Of(UsedBefore(Fen(99'999'999)))).amount_fen(), 1);
  const History exhausted = history + Of(UsedBefore(Fen(100'000'000)));
  Given(exhausted).When(Compute(exhausted)).ThenRejected(kCapExhausted);
}

TEST(ComputeAward, W9TakesTheLevelOnTheSigningDate) {
  using certification::testing::LevelChanged;
  using certification::v1::LEVEL_INTERNATIONAL;
  Story story;
  story.price = Fen(666'666'667);
  const History later = Until(v1::CLAIM_STATE_ACCEPTED, story) +
                        Of(LevelChanged("P-1", LEVEL_INTERNATIONAL, "2020-11-03"));
  EXPECT_EQ(ComputedIn(later).amount_fen(), 100'000'000);
  const History in_time = Until(v1::CLAIM_STATE_ACCEPTED, story) +
                          Of(LevelChanged("P-1", LEVEL_INTERNATIONAL, "2020-11-02"));
  EXPECT_EQ(ComputedIn(in_time).amount_fen(), 200'000'000);
}

TEST(ComputeAward, CountsTheListedProductOnlyAndTheLatestAmendment) {
  market::v1::ContractAmended amended = Amended(Fen(1'000));
  auto& other = *amended.add_lines();
  other.set_product_id("P-7");
  other.set_amount_fen(500);
  amended.set_amount_fen(1'500);
  const v1::AwardComputed computed = ComputedIn(Until(v1::CLAIM_STATE_ACCEPTED) + Of(amended));
  EXPECT_EQ(computed.amount_fen(), 300);
  EXPECT_EQ(computed.sheet().inputs(0).positions_size(), 2);
}

TEST(ComputeAward, MayBeDoneAgainWhenTheFactsHaveChanged) {
  const History history = Until(v1::CLAIM_STATE_COMPUTED) + Of(Amended(Fen(1'000)));
  EXPECT_EQ(ComputedIn(history).amount_fen(), 300);
}

TEST(ComputeAward, RecordsNothingWhenNothingHasChanged) {
  History history = Until(v1::CLAIM_STATE_ACCEPTED);
  history = history + History{By(kCalculator, ComputedIn(history))};
  Given(history).When(Compute(history)).ThenNothing();
  auto by_another = Compute(history);
  by_another.by = "王芳";
  EXPECT_TRUE(Given(history).When(by_another).Recorded<v1::AwardComputed>().has_value());
}

TEST(ComputeAward, RefusesAnUnknownClaim) { Given().When(Compute({})).ThenRejected(kClaimUnknown); }

TEST(ComputeAward, RefusesAClaimThatIsNotAccepted) {
  const History history = Until(v1::CLAIM_STATE_SUBMITTED);
  Given(history).When(Compute(history)).ThenRejected(kClaimStateUnfit);
}

TEST(ComputeAward, IsStaleWhenItsKeysAreNotTheClaims) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED);
  auto compute = Compute(history);
  compute.claim.policy_version_id = "2019";
  Given(testing::Maker() + testing::Product() + testing::FirstEntry() + Of(testing::Round()) +
        testing::ClaimUntil(v1::CLAIM_STATE_ACCEPTED))
      .When(compute)
      .ThenStale();
}

TEST(ComputeAward, RefusesWhenNobodyIsNamed) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED);
  auto compute = Compute(history);
  compute.by = "";
  Given(history).When(compute).ThenRejected(kPrincipalUnknown);
}

TEST(ComputeAward, RefusesAVoidProduct) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED) +
                          Of(certification::testing::Delisted(
                              "P-1", "E-1", certification::v1::DELISTING_KIND_VOID, "2021-06-01"));
  Given(history).When(Compute(history)).ThenRejected(kProductDelisted);
}

TEST(ComputeAward, RefusesAnEntitlementBelowOneFen) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED) + Of(Amended(Fen(3)));
  Given(history).When(Compute(history)).ThenRejected(kEntitlementZero);
}

TEST(ComputeAward, IsStaleWhileAFactHasNoPlaceInTheLog) {
  const History history = Until(v1::CLAIM_STATE_ACCEPTED);
  const ComputeAward compute = Compute(history);
  auto views = compute.Reads();
  std::uint64_t position = 0;
  for (const eventstore::Event& event : history) {
    const bool pending = event.type.ends_with("ContractSigned");
    const eventstore::SequencedEvent sequenced{
        {pending ? 0 : ++position}, absl::InfiniteFuture(), event};
    std::apply(
        [&](auto&... view) {
          ((decision::Selected(view.Selects(), sequenced) ? view.Apply(sequenced) : void()), ...);
        },
        views);
  }
  EXPECT_TRUE(std::holds_alternative<decision::Stale>(decision::DecideOn(compute, views)));
}

}  // namespace
}  // namespace debut::grants
