#include "domain/certification/submit_product.h"

#include <gtest/gtest.h>

#include "domain/certification/reasons.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/certification/testing/certification_rules.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::certification {
namespace {

using absl::CivilDay;
using test::Given;

using registry::testing::Banned;
using registry::testing::BranchOf;
using registry::testing::InZone;
using registry::testing::Merged;
using registry::testing::Registered;
using registry::testing::Sme;
using testing::RulesAdopted;
using testing::Submitted;

SubmitProduct Command() {
  SubmitProduct command;
  command.product_id = "P-1";
  command.maker = registry::Party("E-1");
  command.name = "车规级固态激光雷达";
  command.type = v1::PRODUCT_TYPE_CORE_TECHNOLOGY;
  command.field = v1::FIELD_INTELLIGENT_TRANSPORT;
  command.claimed_level = v1::LEVEL_DOMESTIC;
  command.research_completed_date = CivilDay(2019, 12, 20);
  command.accepted_date = CivilDay(2020, 9, 25);
  command.ip_rights = {"发明专利 ZL201910000001.1"};
  return command;
}

// A second version of P-0.
SubmitProduct NewVersion() {
  SubmitProduct command = Command();
  command.previous_product_id = "P-0";
  return command;
}

const Given& Eligible() {
  static const Given history(RulesAdopted(), Registered("E-1"), InZone("E-1", "2016-03-01"),
                             Sme("E-1", "2016-03-01"));
  return history;
}

v1::ProductSubmitted First() {
  v1::ProductSubmitted fact = Submitted("P-0", "E-1", "2019-06-01");
  fact.set_family_id("FAMILY");
  return fact;
}

TEST(SubmitProduct, RecordsTheSubmission) {
  Eligible().When(Command()).Then(Submitted("P-1", "E-1"));
}

TEST(SubmitProduct, IsRefusedWhenTheMakerIsUnknown) {
  Given(RulesAdopted()).When(Command()).ThenRejected(kEnterpriseUnknown);
}

TEST(SubmitProduct, IsStaleWhenTheMakerHasAMemberThatWasNotRead) {
  Eligible().And(BranchOf("E-1", "E-1-1")).When(Command()).ThenStale();
}

TEST(SubmitProduct, IsRefusedWhenTheIdIsTaken) {
  Eligible().And(Submitted("P-1", "E-2")).When(Command()).ThenRejected(kProductAlreadySubmitted);
}

TEST(SubmitProduct, IsRefusedWhenThePreviousVersionIsUnknown) {
  Eligible().When(NewVersion()).ThenRejected(kProductUnknown);
}

TEST(SubmitProduct, IsRefusedWhenThePreviousVersionIsAnotherMakers) {
  Eligible().And(Submitted("P-0", "E-2")).When(NewVersion()).ThenRejected(kProductOfAnotherMaker);
}

TEST(SubmitProduct, IsRefusedWithoutAPolicyOnTheAcceptanceDate) {
  Given(RulesAdopted("2020-09-26"), Registered("E-1"))
      .When(Command())
      .ThenRejected(kPolicyNotInForce);
}

TEST(SubmitProduct, IsRefusedWhenTheMakerIsABranch) {
  SubmitProduct command = Command();
  command.maker = registry::Party("E-1", {"E-1", "E-0"});
  Given(RulesAdopted(), Registered("E-0"), BranchOf("E-0", "E-1"))
      .When(command)
      .ThenRejected(kMakerIsBranch);
}

TEST(SubmitProduct, IsRefusedWhenTheMakerHadMerged) {
  SubmitProduct command = Command();
  command.maker = registry::Party("E-1", {"E-1", "E-2"});
  Eligible()
      .And(Registered("E-2"), Merged("E-1", "E-2", "2020-09-25"))
      .When(command)
      .ThenRejected(kMakerMerged);
}

TEST(SubmitProduct, TakesAMakerThatMergedLater) {
  SubmitProduct command = Command();
  command.maker = registry::Party("E-1", {"E-1", "E-2"});
  Eligible()
      .And(Registered("E-2"), Merged("E-1", "E-2", "2020-09-26"))
      .When(command)
      .Then(Submitted("P-1", "E-1"));
}

// Measure 1: "a Zhongguancun SME, registered in the zone on the acceptance date".
TEST(SubmitProduct, IsRefusedWhenTheMakerIsNotInTheZoneOnTheAcceptanceDate) {
  const Given history(RulesAdopted(), Registered("E-1"), Sme("E-1", "2016-03-01"));
  history.When(Command()).ThenRejected(kMakerNotInZone);
  history.And(InZone("E-1", "2016-03-01", "2020-09-24"), InZone("E-1", "2020-09-26"))
      .When(Command())
      .ThenRejected(kMakerNotInZone);
  history.And(InZone("E-1", "2016-03-01", "2020-09-25"))
      .When(Command())
      .Then(Submitted("P-1", "E-1"));
}

TEST(SubmitProduct, IsRefusedWhenTheMakerIsNoSmeOnTheAcceptanceDate) {
  const Given history(RulesAdopted(), Registered("E-1"), InZone("E-1", "2016-03-01"));
  history.When(Command()).ThenRejected(kMakerNotSme);
  history.And(Sme("E-1", "2016-03-01"), Sme("E-1", "2020-09-25", false))
      .When(Command())
      .ThenRejected(kMakerNotSme);
  history.And(Sme("E-1", "2020-09-25")).When(Command()).Then(Submitted("P-1", "E-1"));
}

TEST(SubmitProduct, IsRefusedWhenTheMakerIsBannedOnTheAcceptanceDate) {
  Eligible()
      .And(Banned("E-1", "BAN-7", "2020-09-25", "2021-09-24"))
      .When(Command())
      .ThenRejected(kMakerBanned);
  Eligible()
      .And(Banned("E-1", "BAN-7", "2019-09-25", "2020-09-24"))
      .When(Command())
      .Then(Submitted("P-1", "E-1"));
}

// "A merger's successor carries … their bans."
TEST(SubmitProduct, IsRefusedWhenAMergedPartOfTheMakerIsBanned) {
  SubmitProduct command = Command();
  command.maker = registry::Party("E-1", {"E-1", "E-2"});
  Eligible()
      .And(Registered("E-2"), Merged("E-2", "E-1", "2020-01-01"),
           Banned("E-2", "BAN-7", "2019-01-01", "2021-12-31"))
      .When(command)
      .ThenRejected(kMakerBanned);
}

// Measure 1: "R&D completed within two years before acceptance (both ends included [D])".
TEST(SubmitProduct, CountsTheTwoYearsWithBothEnds) {
  SubmitProduct command = Command();
  command.research_completed_date = CivilDay(2018, 9, 24);
  Eligible().When(command).ThenRejected(decision::Rejection{
      "RESEARCH_TOO_OLD",
      "the research was completed on 2018-09-24, before 2018-09-25 (article 1-1)",
      decision::RejectionKind::kFailedPrecondition,
      {{"earliest_date", "2018-09-25"}, {"article", "1-1"}}});

  command.research_completed_date = CivilDay(2018, 9, 25);
  EXPECT_TRUE(Eligible().When(command).Recorded<v1::ProductSubmitted>().has_value());

  command.research_completed_date = command.accepted_date;
  EXPECT_TRUE(Eligible().When(command).Recorded<v1::ProductSubmitted>().has_value());
}

// "29 Feb → 28 Feb".
TEST(SubmitProduct, CountsTwoYearsBackFromALeapDayToThe28th) {
  SubmitProduct command = Command();
  command.accepted_date = CivilDay(2020, 2, 29);
  command.research_completed_date = CivilDay(2018, 2, 28);
  const Given history(RulesAdopted("2020-01-01"), Registered("E-1"), InZone("E-1", "2016-03-01"),
                      Sme("E-1", "2016-03-01"));
  EXPECT_TRUE(history.When(command).Recorded<v1::ProductSubmitted>().has_value());
  command.research_completed_date = CivilDay(2018, 2, 27);
  history.When(command).ThenRejected(kResearchTooOld);
}

// W11: a version with another figure changes nothing before its date.
TEST(SubmitProduct, TakesTheYearsFromThePolicyOfTheAcceptanceDate) {
  SubmitProduct command = Command();
  command.research_completed_date = CivilDay(2018, 9, 24);
  Eligible()
      .And(RulesAdopted("2020-09-26", "2020-09-26", 5))
      .When(command)
      .ThenRejected(kResearchTooOld);
  const auto scenario = Eligible().And(RulesAdopted("2020-09-25", "2020-09-25", 5)).When(command);
  EXPECT_TRUE(scenario.Recorded<v1::ProductSubmitted>().has_value());
}

TEST(SubmitProduct, IsRefusedWhenTheResearchIsCompletedAfterTheAcceptance) {
  SubmitProduct command = Command();
  command.research_completed_date = CivilDay(2020, 9, 26);
  Eligible().When(command).ThenRejected(kResearchNotCompleted);
}

// Measure 1: "no market record yet on acceptance".
TEST(SubmitProduct, IsRefusedWithAMarketRecord) {
  SubmitProduct command = Command();
  command.has_market_record = true;
  Eligible().When(command).ThenRejected(kMarketRecordExists);
}

// Measure 1: "Own IP".
TEST(SubmitProduct, IsRefusedWithoutAnIpRight) {
  SubmitProduct command = Command();
  command.ip_rights.clear();
  Eligible().When(command).ThenRejected(kIpRightMissing);
}

// "A version 2 of a product stays in its product family unless the assessment states what is new."
TEST(SubmitProduct, KeepsANewVersionInItsFamily) {
  const auto fact = Eligible().And(First()).When(NewVersion()).Recorded<v1::ProductSubmitted>();
  ASSERT_TRUE(fact.has_value());
  EXPECT_EQ(fact->family_id(), "FAMILY");
  EXPECT_EQ(fact->previous_product_id(), "P-0");
}

// What the maker claims is for the assessment to find.
TEST(SubmitProduct, KeepsAVersionThatClaimsToBeNewInItsFamily) {
  SubmitProduct command = NewVersion();
  command.what_is_new = "采用自研的面阵接收芯片，探测距离提高一倍";
  const auto fact = Eligible().And(First()).When(command).Recorded<v1::ProductSubmitted>();
  ASSERT_TRUE(fact.has_value());
  EXPECT_EQ(fact->family_id(), "FAMILY");
  EXPECT_EQ(fact->what_is_new(), command.what_is_new);
}

TEST(SubmitProduct, TakesANewVersionOfAMergedPartsProduct) {
  SubmitProduct command = NewVersion();
  command.maker = registry::Party("E-1", {"E-1", "E-2"});
  const auto fact = Eligible()
                        .And(Registered("E-2"), Merged("E-2", "E-1", "2020-01-01"),
                             Submitted("P-0", "E-2", "2019-06-01"))
                        .When(command)
                        .Recorded<v1::ProductSubmitted>();
  ASSERT_TRUE(fact.has_value());
  EXPECT_EQ(fact->family_id(), "P-0");
}

// Guard order: what is wrong with the maker comes before what is wrong with the product.
TEST(SubmitProduct, NamesTheFirstOfSeveralReasons) {
  SubmitProduct command = Command();
  command.has_market_record = true;
  command.ip_rights.clear();
  command.research_completed_date = CivilDay(2010, 1, 1);
  Given history(RulesAdopted(), Registered("E-1"));
  history.When(command).ThenRejected(kMakerNotInZone);
  history = history.And(InZone("E-1", "2016-03-01"));
  history.When(command).ThenRejected(kMakerNotSme);
  history = history.And(Sme("E-1", "2016-03-01"));
  history.And(Banned("E-1", "B", "2020-01-01", "2020-12-31"))
      .When(command)
      .ThenRejected(kMakerBanned);
  history.When(command).ThenRejected(kResearchTooOld);
  command.research_completed_date = command.accepted_date;
  history.When(command).ThenRejected(kMarketRecordExists);
  command.has_market_record = false;
  history.When(command).ThenRejected(kIpRightMissing);
}

}  // namespace
}  // namespace debut::certification
