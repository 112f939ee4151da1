#include "domain/promotion/record_outcome.h"

#include <gtest/gtest.h>

#include "domain/market/testing/market_facts.h"
#include "domain/promotion/reasons.h"
#include "domain/promotion/testing/promotion_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::promotion {
namespace {

using absl::CivilDay;
using market::testing::Amended;
using market::testing::Signed;
using market::testing::SignedByTrader;
using market::testing::Terminated;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using registry::testing::Related;
using test::Given;
using testing::Agreed;
using testing::DemandOf;
using testing::Launched;
using testing::Led;
using testing::OutcomeBack;
using testing::Shown;
using testing::Withdrawn;

constexpr char kFuzhou[] = "91350100M000100Y43";
constexpr char kBaoding[] = "91130606MA07TEST09";

RecordOutcome Outcome(const Origin& origin, const std::string& counterpart_id,
                      const std::string& end_user_id = "B-1") {
  RecordOutcome command;
  command.outcome_id = "OC-1";
  command.contract_id = "C-1";
  command.product_id = "P-1";
  command.origin = origin;
  command.recorded_date = CivilDay(2021, 6, 1);
  command.counterpart = Party(counterpart_id);
  command.buyer = Party("B-1");
  command.end_user = Party(end_user_id);
  return command;
}

RecordOutcome OfDemand(const std::string& demander_id = "B-1") {
  return Outcome({"D-1", "", ""}, demander_id);
}
RecordOutcome OfLaunch() { return Outcome({"", "LA-1", ""}, ""); }
RecordOutcome OfActivity() {
  RecordOutcome command = Outcome({"", "", "AC-1"}, "G-1");
  command.cooperation_id = "CO-1";
  return command;
}

Given Contract(const std::string& signed_date = "2021-05-20") {
  return Given(Registered("B-1", "轨道交通", kFuzhou), Signed("C-1", signed_date));
}

TEST(RecordOutcome, LinksAContractToTheDemand) {
  Contract().And(DemandOf("D-1")).When(OfDemand()).Then(Led("OC-1"));
}

TEST(RecordOutcome, TakesTheAmountAsLastAmended) {
  v1::OutcomeRecorded less = Led("OC-1");
  less.set_amount_fen(8'000);
  Contract()
      .And(Amended("C-1", "2021-05-25", {{"P-1", 8'000}}, 8'000), DemandOf("D-1"))
      .When(OfDemand())
      .Then(less);
}

TEST(RecordOutcome, IsStaleWhenTheKeysAreNotThoseOfTheFacts) {
  Contract().And(DemandOf("D-1", "B-2")).When(OfDemand()).ThenStale();
  Contract().And(DemandOf("D-1"), BranchOf("B-1", "B-1-1")).When(OfDemand()).ThenStale();
  RecordOutcome other_end_user = Outcome({"D-1", "", ""}, "B-1", "U-1");
  Contract().And(DemandOf("D-1")).When(other_end_user).ThenStale();
  RecordOutcome other_cooperation = OfActivity();
  other_cooperation.cooperation_id = "CO-2";
  Contract().And(Shown("AC-1", "CO-1")).When(other_cooperation).ThenStale();
}

TEST(RecordOutcome, IsRefusedWithoutAContractThatStands) {
  RecordOutcome unknown = OfDemand();
  unknown.buyer = Party("");
  unknown.end_user = Party("");
  Given(DemandOf("D-1"), Registered("B-1")).When(unknown).ThenRejected(kContractUnknown);
  Contract()
      .And(Terminated("C-1", "2021-05-30"), DemandOf("D-1"))
      .When(OfDemand())
      .ThenRejected(kContractTerminated);
}

TEST(RecordOutcome, IsRefusedForAProductThatTheContractDoesNotName) {
  Given(Registered("B-1"), Signed("C-1", "2021-05-20", {{"P-2", 10'000}}), DemandOf("D-1"))
      .When(OfDemand())
      .ThenRejected(kProductNotInContract);
}

TEST(RecordOutcome, IsRefusedWithoutWhatHasLedToIt) {
  Contract().When(OfDemand("")).ThenRejected(kDemandUnknown);
  Contract()
      .And(DemandOf("D-1"), Withdrawn("D-1", "2021-05-30"))
      .When(OfDemand())
      .ThenRejected(kDemandWithdrawn);
  Contract().When(OfLaunch()).ThenRejected(kLaunchUnknown);
  RecordOutcome unknown = Outcome({"", "", "AC-1"}, "");
  Contract().When(unknown).ThenRejected(kActivityUnknown);
}

TEST(RecordOutcome, IsRefusedForAContractThatWasSignedBefore) {
  Contract("2021-03-31").And(DemandOf("D-1")).When(OfDemand()).ThenRejected(kContractBeforeOrigin);
  Contract("2021-04-07")
      .And(Launched("LA-1", "P-1"))
      .When(OfLaunch())
      .ThenRejected(kContractBeforeOrigin);
  Contract("2021-05-09")
      .And(Shown("AC-1", "CO-1"), Agreed("CO-1"))
      .When(OfActivity())
      .ThenRejected(kContractBeforeOrigin);
}

TEST(RecordOutcome, IsRefusedForAnotherProductThanWasShown) {
  Contract().And(Launched("LA-1", "P-2")).When(OfLaunch()).ThenRejected(kProductNotOfOrigin);
  v1::CooperationActivityHeld activity = Shown("AC-1", "CO-1");
  activity.set_product_ids(0, "P-2");
  Contract().And(activity, Agreed("CO-1")).When(OfActivity()).ThenRejected(kProductNotOfOrigin);
}

TEST(RecordOutcome, IsRefusedWhenSomebodyElseBought) {
  const Given other = Contract().And(Registered("B-2"), DemandOf("D-1", "B-2"));
  other.When(OfDemand("B-2")).ThenRejected(kBuyerNotDemander);
  // A related party of the demander bought.
  EXPECT_TRUE(other.And(Related("B-1", "B-2", "2020-01-01"))
                  .When(OfDemand("B-2"))
                  .Recorded<v1::OutcomeRecorded>()
                  .has_value());
}

TEST(RecordOutcome, KnowsTheEndUserBehindATrader) {
  EXPECT_TRUE(Given(Registered("B-1"), Registered("U-1"), SignedByTrader("C-1", "2021-05-20"),
                    DemandOf("D-1", "U-1"))
                  .When(Outcome({"D-1", "", ""}, "U-1", "U-1"))
                  .Recorded<v1::OutcomeRecorded>()
                  .has_value());
}

TEST(RecordOutcome, AsksForNoCertainBuyerAfterALaunch) {
  v1::OutcomeRecorded fact = Led("OC-1");
  fact.set_launch_id("LA-1");
  Contract().And(Launched("LA-1", "P-1")).When(OfLaunch()).Then(fact);
}

TEST(RecordOutcome, AsksForABuyerOfThePartnersRegion) {
  const Given shown(Registered("G-1"), Agreed("CO-1"), Shown("AC-1", "CO-1"),
                    Signed("C-1", "2021-05-20"));
  shown.And(Registered("B-1", "轨道交通", kFuzhou))
      .When(OfActivity())
      .ThenRejected(kBuyerNotInRegion);
  v1::OutcomeRecorded fact = Led("OC-1");
  fact.set_activity_id("AC-1");
  shown.And(Registered("B-1", "保定交通", kBaoding)).When(OfActivity()).Then(fact);
}

TEST(RecordOutcome, CountsAProductOfAContractOnce) {
  const Given history = Contract().And(DemandOf("D-1"));
  history.And(Led("OC-1", "C-2")).When(OfDemand()).ThenRejected(kOutcomeAlreadyRecorded);
  history.And(Led("OC-0")).When(OfDemand()).ThenRejected(kOutcomeAlreadyRecorded);
  history.And(Led("OC-0"), OutcomeBack("OC-0", "2021-06-01")).When(OfDemand()).Then(Led("OC-1"));
}

WithdrawOutcome Back(CivilDay date = CivilDay(2021, 7, 1)) { return {"OC-1", date, "登记有误"}; }

TEST(WithdrawOutcome, RecordsTheWithdrawal) {
  Given(Led("OC-1")).When(Back()).Then(OutcomeBack("OC-1", "2021-07-01"));
}

TEST(WithdrawOutcome, RecordsNothingTheSecondTime) {
  const Given twice(Led("OC-1"), OutcomeBack("OC-1", "2021-07-01"));
  twice.When(Back()).ThenNothing();
  twice.When(Back(CivilDay(2021, 7, 2))).ThenRejected(kOutcomeAlreadyWithdrawn);
}

TEST(WithdrawOutcome, IsRefusedWithoutAnOutcome) {
  Given().When(Back()).ThenRejected(kOutcomeUnknown);
}

}  // namespace
}  // namespace debut::promotion
