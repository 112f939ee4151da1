#include "domain/grants/propose_award.h"

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/histories.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using money::Fen;
using test::Given;
using testing::Budget;
using testing::By;
using testing::History;
using testing::kAward;
using testing::KeysIn;
using testing::kProposer;
using testing::Of;
using testing::Proposed;
using testing::Released;
using testing::Story;
using testing::StoryOf;
using testing::Until;

const Fen kPlenty{1'000'000'000};

ProposeAward Propose(const History& history) {
  return {.claim = KeysIn(history), .by = kProposer, .proposed_date = absl::CivilDay(2021, 1, 13)};
}

History Computed(Fen budget = kPlenty) {
  return Until(v1::CLAIM_STATE_COMPUTED) + Of(Budget(budget));
}

void ExpectRejected(const History& history, std::string_view reason) {
  Given(history).When(Propose(history)).ThenRejected(reason);
}

v1::AwardProposed ProposedIn(const History& history) {
  return Given(history).When(Propose(history)).Recorded<v1::AwardProposed>().value();
}

// An award of another family from the same budget.
v1::AwardProposed OfAnotherFamily(Fen amount) {
  Story other = StoryOf(2);
  other.award = amount;
  return Proposed(other);
}

// An award on the same family, on another contract.
v1::AwardProposed OnTheSameFamily(Fen amount) {
  Story other = StoryOf(1);
  other.claim_id = "CL-0";
  other.contract_id = "C-0";
  other.budget_id = "3/2020";
  other.award = amount;
  return Proposed(other);
}

TEST(ProposeAward, ReservesTheCapTheBudgetAndTheEvidenceInOneEvent) {
  const v1::AwardProposed proposed = ProposedIn(Computed());
  EXPECT_EQ(proposed.claim_id(), "CL-1");
  EXPECT_EQ(proposed.cap_key(), "m3/P-1");
  EXPECT_EQ(proposed.budget_id(), "3/2021");
  EXPECT_EQ(proposed.amount_fen(), kAward.count);
  EXPECT_EQ(proposed.enterprise_id(), "E-1");
  EXPECT_EQ(proposed.proposed_date(), "2021-01-13");
  ASSERT_EQ(proposed.evidence_size(), 1);
  EXPECT_EQ(proposed.evidence(0).evidence_key(), "contract/C-1");
  EXPECT_EQ(proposed.evidence(0).subject_id(), "C-1");
  EXPECT_EQ(proposed.sheet().cap_used_before_fen(), 0);
  EXPECT_EQ(proposed.sheet().cap_used_after_fen(), kAward.count);
  EXPECT_EQ(proposed.sheet().budget_left_before_fen(), kPlenty.count);
  EXPECT_EQ(proposed.sheet().budget_left_after_fen(), kPlenty.count - kAward.count);
}

TEST(ProposeAward, RecordsNothingWhenItWasProposedOnThatDay) {
  const History history = Computed() + History{By(kProposer, Proposed())};
  Given(history).When(Propose(history)).ThenNothing();
}

TEST(ProposeAward, RefusesAnUnknownClaim) { ExpectRejected({}, kClaimUnknown); }

TEST(ProposeAward, RefusesAClaimThatIsNotComputed) {
  ExpectRejected(Until(v1::CLAIM_STATE_ACCEPTED) + Of(Budget(kPlenty)), kClaimStateUnfit);
}

TEST(ProposeAward, IsStaleWhenItsKeysAreNotTheClaims) {
  auto propose = Propose(Computed());
  propose.claim.evidence = {{"contract/C-7", "C-7"}};
  Given(Computed()).When(propose).ThenStale();
}

TEST(ProposeAward, RefusesADateBeforeTheAcceptance) {
  auto propose = Propose(Computed());
  propose.proposed_date = absl::CivilDay(2021, 1, 11);
  Given(Computed()).When(propose).ThenRejected(kDateBeforePreviousStep);
}

TEST(ProposeAward, RefusesWhoComputedIt) {
  auto propose = Propose(Computed());
  propose.by = testing::kCalculator;
  Given(Computed())
      .When(propose)
      .ThenRejected(
          decision::Rejection{.reason = std::string(kMakerIsChecker),
                              .explanation = "whoever proposed an award may not be who computed it",
                              .kind = decision::RejectionKind::kFailedPrecondition,
                              .metadata = {{"step", "proposed"}, {"other_step", "computed"}}});
}

TEST(ProposeAward, RefusesWhenItIsNotKnownWhoComputedIt) {
  const History history =
      Until(v1::CLAIM_STATE_ACCEPTED) + Of(Budget(kPlenty)) + History{By("", testing::Computed())};
  ExpectRejected(history, kPrincipalUnknown);
}

TEST(ProposeAward, RefusesAnEnterpriseThatWasBannedInTheMeantime) {
  ExpectRejected(
      Computed() + Of(registry::testing::Banned("E-1", "B-1", "2021-01-13", "2022-01-12")),
      kEnterpriseBanned);
}

TEST(ProposeAward, RefusesARevokedProduct) {
  ExpectRejected(
      Computed() + Of(certification::testing::Delisted(
                       "P-1", "E-1", certification::v1::DELISTING_KIND_REVOKED, "2021-01-13")),
      kProductDelisted);
}

TEST(ProposeAward, RefusesEvidenceThatAnotherAwardHasUsed) {
  v1::AwardProposed other = OfAnotherFamily(Fen(1));
  other.mutable_evidence(0)->set_evidence_key("contract/C-1");
  const History history = Computed() + Of(other);
  Given(history)
      .When(Propose(history))
      .ThenRejected(decision::Rejection{
          .reason = std::string(kEvidenceAlreadyUsed),
          .explanation = "C-1 is funded by claim CL-2 already",
          .kind = decision::RejectionKind::kFailedPrecondition,
          .metadata = {
              {"claim_id", "CL-2"}, {"subject_id", "C-1"}, {"evidence_key", "contract/C-1"}}});
}

TEST(ProposeAward, RefusesAnInvoiceThatAnotherAwardHasUsed) {
  v1::AwardProposed other = OfAnotherFamily(Fen(1));
  other.mutable_evidence(0)->set_evidence_key("invoice/1100204130/00000001");
  other.mutable_evidence(0)->clear_subject_id();
  const Story story{.invoices = {{.code = "1100204130", .number = "00000001"}}};
  const History history = Until(v1::CLAIM_STATE_COMPUTED, story) + Of(Budget(kPlenty)) + Of(other);
  Given(history)
      .When(Propose(history))
      .ThenRejected(decision::Rejection{
          .reason = std::string(kEvidenceAlreadyUsed),
          .explanation = "invoice/1100204130/00000001 is funded by claim CL-2 already",
          .kind = decision::RejectionKind::kFailedPrecondition,
          .metadata = {{"claim_id", "CL-2"},
                       {"subject_id", ""},
                       {"evidence_key", "invoice/1100204130/00000001"}}});
}

TEST(ProposeAward, TakesEvidenceThatWasReleased) {
  v1::AwardProposed other = OfAnotherFamily(Fen(1));
  other.mutable_evidence(0)->set_evidence_key("contract/C-1");
  v1::ReserveReleased released;
  released.set_claim_id("CL-2");
  released.set_cap_key("m3/P-2");
  released.set_budget_id("3/2021");
  released.set_amount_fen(1);
  *released.add_evidence() = other.evidence(0);
  released.set_stage(v1::RESERVE_STAGE_RESERVED);
  EXPECT_EQ(ProposedIn(Computed() + Of(other, released)).amount_fen(), kAward.count);
}

TEST(ProposeAward, W5GivesTheRestUnderTheCapOrIsRefused) {
  EXPECT_EQ(ProposedIn(Computed() + Of(OnTheSameFamily(Fen(99'999'999)))).amount_fen(), 1);
  ExpectRejected(Computed() + Of(OnTheSameFamily(Fen(100'000'000))), kCapExhausted);
}

TEST(ProposeAward, ComputesAgainOnTheFactsOfNow) {
  const v1::AwardProposed proposed = ProposedIn(Computed() + Of(OnTheSameFamily(Fen(60'000'000))));
  EXPECT_EQ(proposed.amount_fen(), 40'000'000);
  EXPECT_EQ(proposed.sheet().cap_used_before_fen(), 60'000'000);
}

TEST(ProposeAward, RefusesAnEntitlementBelowOneFen) {
  Story small;
  small.price = Fen(3);
  ExpectRejected(Until(v1::CLAIM_STATE_COMPUTED, small) + Of(Budget(kPlenty)), kEntitlementZero);
}

TEST(ProposeAward, TakesTheLastFenOfTheBudgetAndNoMore) {
  EXPECT_EQ(ProposedIn(Computed(kAward)).sheet().budget_left_after_fen(), 0);
  const History short_of_one = Computed(kAward - Fen(1));
  Given(short_of_one)
      .When(Propose(short_of_one))
      .ThenRejected(decision::Rejection{
          .reason = std::string(kBudgetExceeded),
          .explanation = "99999998 fen are left of budget 3/2021, and the award is 99999999",
          .kind = decision::RejectionKind::kFailedPrecondition,
          .metadata = {
              {"budget_id", "3/2021"}, {"room_fen", "99999998"}, {"award_fen", "99999999"}}});
}

TEST(ProposeAward, CountsWhatTheBudgetHasReservedCommittedAndSpent) {
  const Story other = [] {
    Story story = StoryOf(2);
    story.award = Fen(1);
    return story;
  }();
  const History one_fen_less = Computed(kAward) + Of(Proposed(other));
  ExpectRejected(one_fen_less, kBudgetExceeded);
  ExpectRejected(one_fen_less + Of(testing::Granted(other)), kBudgetExceeded);
  ExpectRejected(one_fen_less + Of(testing::Granted(other), testing::Settled(other)),
                 kBudgetExceeded);
  EXPECT_EQ(ProposedIn(one_fen_less + Of(Released(v1::RESERVE_STAGE_RESERVED, other))).amount_fen(),
            kAward.count);
  EXPECT_EQ(ProposedIn(one_fen_less +
                       Of(testing::Granted(other), Released(v1::RESERVE_STAGE_COMMITTED, other)))
                .amount_fen(),
            kAward.count);
}

TEST(ProposeAward, GivesTheSameBytesWhenItIsDecidedAgain) {
  EXPECT_EQ(ProposedIn(Computed()).SerializeAsString(), ProposedIn(Computed()).SerializeAsString());
}

}  // namespace
}  // namespace debut::grants
