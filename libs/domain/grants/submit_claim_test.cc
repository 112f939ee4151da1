#include "domain/grants/submit_claim.h"

#include "base/ensure.h"
#include "decision/loader.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/review_facts.h"
#include "domain/policy/testing/policy_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "eventstore/in_memory_event_store.h"
#include "tests/support/given_when_then.h"

namespace debut::grants {
namespace {

using certification::testing::Delisted;
using test::Given;
using testing::FirstEntry;
using testing::History;
using testing::Maker;
using testing::Of;
using testing::PolicyOf2020;
using testing::Product;
using testing::Round;
using testing::Story;
using testing::StoryOf;
using testing::Submitted;

SubmitClaim Asked(const std::string& enterprise_id = "E-1",
                  std::vector<std::string> contract_ids = {"C-1"}) {
  SubmitClaim command;
  command.claim_id = "CL-1";
  command.round_id = "R-1";
  command.submitted_date = absl::CivilDay(2021, 1, 11);
  command.claimant = registry::Party(enterprise_id);
  command.facts = MeasureFacts(FirstMarketEntry::ClaimFor("P-1", std::move(contract_ids)));
  return command;
}

// Prepared as a handler does.
SubmitClaim In(const History& history, SubmitClaim asked = Asked()) {
  eventstore::InMemoryEventStore store;
  if (!history.empty()) {
    const auto appended = store.Append(history, std::nullopt);
    ENSURE(appended.ok(), appended.status().ToString());
  }
  auto prepared = Prepared(std::move(asked), decision::Loader(store));
  ENSURE(prepared.ok(), prepared.status().ToString());
  return *std::move(prepared);
}

void ExpectRejected(const History& history, std::string_view reason, SubmitClaim asked = Asked()) {
  Given(history).When(In(history, std::move(asked))).ThenRejected(reason);
}

// The installed policy with a change, and a round that has pinned it.
History FactsUnder(const std::string& from, const std::string& to) {
  namespace policies = policy::testing;
  const std::string text = policies::With(policies::MeasuresOf2020(), from, to);
  v1::RoundOpened round = Round();
  round.set_policy_digest(policy::PolicyDigest(text));
  return Product() + FirstEntry() + PolicyOf2020(text) + Of(round);
}

TEST(SubmitClaim, RecordsTheClaimOfTheMaker) {
  const History history = testing::Facts();
  Given(history).When(In(history)).Then(Submitted());
}

TEST(SubmitClaim, FilesWhatCameAlong) {
  const History history = testing::Facts();
  SubmitClaim asked = Asked();
  asked.attachments = {{testing::Digest('a'), testing::Digest('b')}, testing::Digest('c')};
  const v1::AttachmentsFiled filed =
      testing::Filed(asked.attachments.file_digests, asked.attachments.account_digest);
  Given(history).When(In(history, asked)).Then(Submitted(), filed);
  const History submitted = history + Of(Submitted(), filed);
  Given(submitted).When(In(submitted, asked)).ThenNothing();
  Given(submitted).When(In(submitted)).ThenNothing();
  asked.attachments.file_digests = {testing::Digest('d')};
  ExpectRejected(submitted, kClaimAlreadySubmitted, asked);
}

TEST(SubmitClaim, RecordsNothingWhenTheSameClaimIsSubmittedAgain) {
  const History history = testing::Facts() + Of(Submitted());
  Given(history).When(In(history)).ThenNothing();
}

TEST(SubmitClaim, RefusesAnotherClaimUnderTheSameId) {
  const History history = testing::Facts() + Of(Submitted());
  auto asked = Asked();
  asked.submitted_date = absl::CivilDay(2021, 1, 12);
  ExpectRejected(history, kClaimAlreadySubmitted, asked);
}

TEST(SubmitClaim, RefusesARoundThatDoesNotExist) {
  ExpectRejected(Maker() + Product() + FirstEntry(), kRoundUnknown);
}

TEST(SubmitClaim, TakesTheFirstAndTheLastDayOfTheRoundAndNoOther) {
  const History history = testing::Facts();
  auto asked = Asked();
  asked.submitted_date = absl::CivilDay(2021, 1, 3);
  ExpectRejected(history, kRoundNotOpen, asked);
  asked.submitted_date = absl::CivilDay(2021, 4, 1);
  ExpectRejected(history, kRoundNotOpen, asked);
  for (const auto day : {absl::CivilDay(2021, 1, 4), absl::CivilDay(2021, 3, 31)}) {
    asked.submitted_date = day;
    EXPECT_TRUE(Given(history).When(In(history, asked)).Recorded<v1::ClaimSubmitted>().has_value());
  }
}

TEST(SubmitClaim, RefusesARoundOfAnotherMeasure) {
  v1::RoundOpened round = Round();
  round.set_measure(policy::v1::MEASURE_INSURANCE);
  ExpectRejected(Maker() + Product() + FirstEntry() + PolicyOf2020() + Of(round), kMeasureMismatch);
}

TEST(SubmitClaim, RefusesAnUnknownEnterprise) {
  ExpectRejected(Product() + FirstEntry() + PolicyOf2020() + Of(Round()), kEnterpriseUnknown);
}

TEST(SubmitClaim, RefusesABannedEnterprise) {
  const History history =
      testing::Facts() + Of(registry::testing::Banned("E-1", "B-1", "2020-01-01", "2021-01-11"));
  ExpectRejected(history, kEnterpriseBanned);
  auto asked = Asked();
  asked.submitted_date = absl::CivilDay(2021, 1, 12);
  EXPECT_TRUE(Given(history).When(In(history, asked)).Recorded<v1::ClaimSubmitted>().has_value());
}

TEST(SubmitClaim, RefusesTheSuccessorOfABannedEnterprise) {
  const History history = Maker(StoryOf(2)) + testing::Facts() +
                          Of(registry::testing::Banned("E-2", "B-1", "2020-01-01", "2022-01-01"),
                             registry::testing::Merged("E-2", "E-1", "2020-06-01"));
  ExpectRejected(history, kEnterpriseBanned);
}

TEST(SubmitClaim, RefusesAnEnterpriseOutsideTheZoneIfThePolicyAsksForIt) {
  const History outside = Of(registry::testing::Registered("E-1"));
  const std::string rule = "value: true article: \"3-9\"";
  ExpectRejected(FactsUnder(rule, rule) + outside, kEnterpriseNotInZone);
  const History history = FactsUnder(rule, "value: false article: \"3-9\"") + outside;
  EXPECT_TRUE(Given(history).When(In(history)).Recorded<v1::ClaimSubmitted>().has_value());
}

TEST(SubmitClaim, RefusesALargeEnterpriseIfThePolicyAsksForASmallOne) {
  const History large =
      Of(registry::testing::Registered("E-1"), registry::testing::InZone("E-1", "2016-03-01"));
  const std::string rule = "value: false article: \"3-10\"";
  ExpectRejected(FactsUnder(rule, "value: true article: \"3-10\"") + large, kEnterpriseNotSme);
  const History history = FactsUnder(rule, rule) + large;
  EXPECT_TRUE(Given(history).When(In(history)).Recorded<v1::ClaimSubmitted>().has_value());
}

TEST(SubmitClaim, RefusesAnUnknownProduct) {
  ExpectRejected(Maker() + PolicyOf2020() + Of(Round()), kProductUnknown);
}

TEST(SubmitClaim, RefusesWhoDoesNotMakeTheProduct) {
  const History history =
      Maker(StoryOf(2)) + Product() + FirstEntry() + PolicyOf2020() + Of(Round());
  ExpectRejected(history, kProductOfAnotherMaker, Asked("E-2"));
}

TEST(SubmitClaim, RefusesADelistedProductOfEveryKind) {
  using certification::v1::DELISTING_KIND_EXPIRED;
  using certification::v1::DELISTING_KIND_REVOKED;
  using certification::v1::DELISTING_KIND_VOID;
  for (const auto kind : {DELISTING_KIND_EXPIRED, DELISTING_KIND_REVOKED, DELISTING_KIND_VOID}) {
    ExpectRejected(testing::Facts() + Of(Delisted("P-1", "E-1", kind, "2021-01-11")),
                   kProductDelisted);
  }
}

TEST(SubmitClaim, RefusesAProductThatIsNotCertified) {
  ExpectRejected(Maker() + Of(certification::testing::Submitted("P-1", "E-1")) + FirstEntry() +
                     PolicyOf2020() + Of(Round()),
                 kProductNotCertified);
}

TEST(SubmitClaim, RefusesAProductThatIsNotListed) {
  ExpectRejected(Maker() +
                     Of(certification::testing::Submitted("P-1", "E-1"),
                        certification::testing::Certified("P-1", "E-1")) +
                     FirstEntry() + PolicyOf2020() + Of(Round()),
                 kProductNotListed);
}

TEST(SubmitClaim, RefusesAFamilyWithoutAFirstEntryCase) {
  ExpectRejected(Maker() + Product() + PolicyOf2020() + Of(Round()), kFirstEntryCaseUnknown);
}

TEST(SubmitClaim, RefusesMoreContractsThanAClaimCarries) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i <= kContractsMax; ++i) ids.push_back("C-" + std::to_string(i));
  ExpectRejected(testing::Facts(), kContractsTooMany, Asked("E-1", ids));
}

TEST(SubmitClaim, RefusesAContractThatHasNotJoinedTheCase) {
  Story second = StoryOf(1);
  second.contract_id = "C-2";
  ExpectRejected(testing::Facts() + Of(testing::Contract(second)), kContractNotInCase,
                 Asked("E-1", {"C-1", "C-2"}));
}

TEST(SubmitClaim, RefusesATerminatedContract) {
  market::v1::ContractTerminated terminated;
  terminated.set_contract_id("C-1");
  terminated.set_terminated_date("2021-01-05");
  ExpectRejected(testing::Facts() + Of(terminated), kContractTerminated);
}

TEST(SubmitClaim, TakesAnotherForTheFamilyOnceTheFirstIsPaid) {
  v1::ClaimSubmitted first = Submitted();
  first.set_claim_id("CL-0");
  v1::PaymentSettled paid = testing::Settled();
  paid.set_claim_id("CL-0");
  const History history = testing::Facts() + Of(first, paid);
  Given(history).When(In(history)).Then(Submitted());
}

TEST(SubmitClaim, RefusesASecondLiveClaimForTheFamilyInTheRound) {
  v1::ClaimSubmitted other = Submitted();
  other.set_claim_id("CL-0");
  ExpectRejected(testing::Facts() + Of(other), kSubjectAlreadyClaimed);

  v1::ClaimWithdrawn withdrawn;
  withdrawn.set_claim_id("CL-0");
  withdrawn.set_round_id("R-1");
  withdrawn.set_subject_key("m3/P-1");
  withdrawn.set_withdrawn_date("2021-01-11");
  const History history = testing::Facts() + Of(other, withdrawn);
  Given(history).When(In(history)).Then(Submitted());
}

TEST(SubmitClaim, IsTheLegalPersonsWhenABranchAsks) {
  const History history = testing::Facts() + Of(registry::testing::BranchOf("E-1", "E-1B"));
  Given(history).When(In(history, Asked("E-1B"))).Then(Submitted());
}

TEST(SubmitClaim, IsTheSuccessorsAfterAMerger) {
  const History history = testing::Facts() + Maker(StoryOf(2)) +
                          Of(registry::testing::Merged("E-1", "E-2", "2021-01-05"));
  v1::ClaimSubmitted submitted = Submitted();
  submitted.set_enterprise_id("E-2");
  Given(history).When(In(history, Asked("E-2"))).Then(submitted);
  Given(history).When(In(history, Asked("E-1"))).Then(submitted);
}

TEST(SubmitClaim, IsForEveryContractOfTheCaseIfNoneIsNamed) {
  Story second = StoryOf(1);
  second.contract_id = "C-2";
  market::v1::FirstEntryContractJoined joined;
  joined.set_family_id("P-1");
  joined.set_contract_id("C-2");
  joined.set_product_id("P-1");
  joined.set_signed_date("2020-12-01");
  joined.set_joined_date("2021-01-05");
  const History history = testing::Facts() + Of(testing::Contract(second), joined);
  v1::ClaimSubmitted submitted = Submitted();
  submitted.mutable_first_market_entry()->add_contract_ids("C-2");
  Given(history).When(In(history, Asked("E-1", {}))).Then(submitted);
}

TEST(SubmitClaim, IsStaleWhenAContractJoinsAfterItWasPrepared) {
  const SubmitClaim prepared = In(testing::Facts(), Asked("E-1", {}));
  market::v1::FirstEntryContractJoined joined;
  joined.set_family_id("P-1");
  joined.set_contract_id("C-2");
  joined.set_product_id("P-1");
  joined.set_signed_date("2020-12-01");
  joined.set_joined_date("2021-01-05");
  Given(testing::Facts()).And(joined).When(prepared).ThenStale();
}

TEST(SubmitClaim, IsStaleWhenTheRoundOpensAfterItWasPrepared) {
  const History before = Maker() + Product() + FirstEntry();
  Given(before + Of(Round())).When(In(before)).ThenStale();
}

}  // namespace
}  // namespace debut::grants
