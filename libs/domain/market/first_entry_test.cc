#include "domain/market/first_entry.h"

#include <gtest/gtest.h>

#include <string>

#include "debut/policy/v1/policy_events.pb.h"
#include "domain/certification/testing/certification_facts.h"
#include "domain/market/join_first_entry_case.h"
#include "domain/market/open_first_entry_case.h"
#include "domain/market/reasons.h"
#include "domain/market/testing/market_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::market {
namespace {

using absl::CivilDay;
using certification::testing::Certified;
using certification::testing::Listed;
using certification::testing::Submitted;
using registry::Party;
using registry::testing::Registered;
using registry::testing::Related;
using registry::testing::RelationEnded;
using test::Given;
using testing::Accepted;
using testing::CaseOpened;
using testing::Joined;
using testing::Signed;
using testing::SignedByTrader;
using testing::Terminated;

const CivilDay kDay(2021, 6, 30);

policy::v1::PolicyAdopted Policy() {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id("2020-12-30");
  fact.set_digest("0");
  fact.set_effective_date("2020-12-30");
  fact.set_text(
      "first_market_entry {"
      "  joining_period_months { value: 3 article: \"3-4\" }"
      "  first_contract_earliest: FIRST_CONTRACT_BASIS_CERTIFICATION_DATE"
      "  first_contract_earliest_article: \"3-6\" }");
  return fact;
}

OpenFirstEntryCase Open() {
  OpenFirstEntryCase command;
  command.contract_id = "C-1";
  command.product_id = "P-1";
  command.opened_date = kDay;
  command.family_id = "P-1";
  command.maker = Party("E-1");
  command.buyer = Party("B-1");
  command.end_user = Party("B-1");
  return command;
}

JoinFirstEntryCase Join() {
  JoinFirstEntryCase command;
  command.contract_id = "C-2";
  command.product_id = "P-1";
  command.joined_date = kDay;
  command.family_id = "P-1";
  command.maker = Party("E-1");
  command.buyer = Party("B-1");
  command.end_user = Party("B-1");
  command.case_end_user = Party("B-1");
  return command;
}

// Maker, buyer and policy, and the product on its way: certified on 2021-02-08.
const Given& Parties() {
  static const Given history(Policy(), Registered("E-1"), Registered("B-1"),
                             Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2021-02-08"));
  return history;
}

Given Listed1() { return Parties().And(Listed("P-1", "E-1", "2021-03-01")); }
Given Opened(const std::string& earliest = "2021-03-08") {
  return Listed1().And(CaseOpened("P-1", earliest, "2021-05-31"),
                       Joined("P-1", "C-1", earliest, "2021-05-31"));
}

TEST(OpenFirstEntryCase, OpensTheCaseWithItsFirstContract) {
  Listed1()
      .And(Signed("C-1", "2021-03-08"))
      .When(Open())
      .Then(CaseOpened("P-1", "2021-03-08", "2021-06-30"),
            Joined("P-1", "C-1", "2021-03-08", "2021-06-30"));
}

TEST(OpenFirstEntryCase, IsStaleWhenTheKeysAreNotThoseOfTheFacts) {
  OpenFirstEntryCase other_family = Open();
  other_family.family_id = "P-0";
  Listed1().And(Signed("C-1", "2021-03-08")).When(other_family).ThenStale();
  OpenFirstEntryCase other_maker = Open();
  other_maker.maker = Party("E-2");
  Given(Signed("C-1", "2021-03-08"), Submitted("P-1", "E-1")).When(other_maker).ThenStale();
}

TEST(OpenFirstEntryCase, IsRefusedForATerminatedContract) {
  Listed1()
      .And(Signed("C-1", "2021-03-08"), Terminated("C-1", "2021-05-01"))
      .When(Open())
      .ThenRejected(kContractTerminated);
}

TEST(OpenFirstEntryCase, IsRefusedWhenTheContractDoesNotNameTheProduct) {
  Listed1()
      .And(Signed("C-1", "2021-03-08", {{"P-2", 10'000}}))
      .When(Open())
      .ThenRejected(kProductNotInContract);
}

TEST(OpenFirstEntryCase, IsRefusedForAProductOutsideTheCatalogue) {
  Parties().And(Signed("C-1", "2021-03-08")).When(Open()).ThenRejected(kProductNotListed);
}

TEST(OpenFirstEntryCase, IsRefusedWithoutAPolicyInForce) {
  OpenFirstEntryCase early = Open();
  early.opened_date = CivilDay(2020, 12, 29);
  Given(Policy(), Registered("E-1"), Registered("B-1"), Submitted("P-1", "E-1"),
        Certified("P-1", "E-1", "2020-10-08"), Listed("P-1", "E-1", "2020-11-01"),
        Signed("C-1", "2020-12-01"))
      .When(early)
      .ThenRejected(kPolicyNotInForce);
}

// [D] first_contract_earliest: the certification date.
TEST(OpenFirstEntryCase, CountsContractsFromTheCertificationDateOn) {
  Listed1().And(Signed("C-1", "2021-02-07")).When(Open()).ThenRejected(kContractTooEarly);
  EXPECT_TRUE(Listed1()
                  .And(Signed("C-1", "2021-02-08"))
                  .When(Open())
                  .Recorded<v1::FirstEntryCaseOpened>()
                  .has_value());
}

// The buyer is not related to the maker, on the day of signing.
TEST(OpenFirstEntryCase, IsRefusedWhenTheBuyerIsRelatedToTheMaker) {
  Listed1()
      .And(Related("B-1", "E-1", "2019-01-01"), Signed("C-1", "2021-03-08"))
      .When(Open())
      .ThenRejected(kBuyerRelatedToMaker);
  EXPECT_TRUE(Listed1()
                  .And(Related("B-1", "E-1", "2019-01-01"),
                       RelationEnded("B-1", "E-1", "2021-03-07"), Signed("C-1", "2021-03-08"))
                  .When(Open())
                  .Recorded<v1::FirstEntryCaseOpened>()
                  .has_value());
}

// A trader needs the end user's acceptance.
TEST(OpenFirstEntryCase, WaitsForTheEndUserOfATrader) {
  OpenFirstEntryCase command = Open();
  command.end_user = Party("U-1");
  const Given traded = Listed1().And(Registered("U-1"), SignedByTrader("C-1", "2021-03-08"));
  traded.When(command).ThenRejected(kEndUserAcceptanceMissing);
  traded.And(Accepted("C-1", "2021-04-01"))
      .When(command)
      .Then(CaseOpened("P-1", "2021-03-08", "2021-06-30", "U-1"),
            Joined("P-1", "C-1", "2021-03-08", "2021-06-30"));
}

// One per product family, ever.
TEST(OpenFirstEntryCase, IsRefusedForAFamilyThatHasOne) {
  OpenFirstEntryCase second = Open();
  second.contract_id = "C-2";
  Opened().And(Signed("C-2", "2021-06-01")).When(second).ThenRejected(kFirstEntryCaseAlreadyOpen);
}

TEST(OpenFirstEntryCase, RecordsNothingForAContractThatIsAMember) {
  Opened().And(Signed("C-1", "2021-03-08")).When(Open()).ThenNothing();
}

TEST(JoinFirstEntryCase, AddsAContractOfTheSameEndUser) {
  Opened()
      .And(Signed("C-2", "2021-04-01"))
      .When(Join())
      .Then(Joined("P-1", "C-2", "2021-04-01", "2021-06-30"));
}

TEST(JoinFirstEntryCase, IsRefusedWithoutACase) {
  JoinFirstEntryCase command = Join();
  command.case_end_user = Party("");
  Listed1().And(Signed("C-2", "2021-04-01")).When(command).ThenRejected(kFirstEntryCaseUnknown);
}

TEST(JoinFirstEntryCase, RecordsNothingTheSecondTime) {
  Opened()
      .And(Signed("C-2", "2021-04-01"), Joined("P-1", "C-2", "2021-04-01", "2021-06-01"))
      .When(Join())
      .ThenNothing();
}

TEST(JoinFirstEntryCase, IsRefusedForAnotherEndUser) {
  JoinFirstEntryCase command = Join();
  command.case_end_user = Party("U-9");
  const Given other =
      Listed1().And(Registered("U-9"), CaseOpened("P-1", "2021-03-08", "2021-05-31", "U-9"),
                    Signed("C-2", "2021-04-01"));
  other.When(command).ThenRejected(kEndUserDiffers);
  // A related group counts as one.
  other.And(Related("U-9", "B-1", "2020-01-01"))
      .When(command)
      .Then(Joined("P-1", "C-2", "2021-04-01", "2021-06-30"));
}

TEST(JoinFirstEntryCase, IsRefusedForAnOlderContract) {
  Opened().And(Signed("C-2", "2021-03-07")).When(Join()).ThenRejected(kContractBeforeEarliest);
}

// Within 3 months of the earliest; the last day moves to the next working day.
TEST(JoinFirstEntryCase, EndsWithTheLastDayOfTheJoiningPeriod) {
  // 2021-02-12 + 3 months = Wednesday 2021-05-12, worked.
  Opened("2021-02-12")
      .And(Signed("C-2", "2021-05-12"))
      .When(Join())
      .Then(Joined("P-1", "C-2", "2021-05-12", "2021-06-30"));
  Opened("2021-02-12")
      .And(Signed("C-2", "2021-05-13"))
      .When(Join())
      .ThenRejected(kJoiningPeriodOver);
  // 2021-03-12 + 3 months = Saturday 2021-06-12, then the dragon boat festival: until 2021-06-15.
  Opened("2021-03-12")
      .And(Signed("C-2", "2021-06-15"))
      .When(Join())
      .Then(Joined("P-1", "C-2", "2021-06-15", "2021-06-30"));
  Opened("2021-03-12")
      .And(Signed("C-2", "2021-06-16"))
      .When(Join())
      .ThenRejected(kJoiningPeriodOver);
}

// Month-end rule: 30 November + 3 months = 28 February, in 2021 a Sunday, so until Monday 1 March.
TEST(JoinFirstEntryCase, CountsMonthsToTheEndOfAShorterOne) {
  const Given opened_in_november(Policy(), Registered("E-1"), Registered("B-1"),
                                 Submitted("P-1", "E-1"), Certified("P-1", "E-1", "2020-10-20"),
                                 Listed("P-1", "E-1", "2020-12-30"),
                                 CaseOpened("P-1", "2020-11-30", "2021-01-04"));
  opened_in_november.And(Signed("C-2", "2021-03-01"))
      .When(Join())
      .Then(Joined("P-1", "C-2", "2021-03-01", "2021-06-30"));
  opened_in_november.And(Signed("C-2", "2021-03-02")).When(Join()).ThenRejected(kJoiningPeriodOver);
}

TEST(JoinFirstEntryCase, IsRefusedWhenTheCalendarDoesNotKnowTheYear) {
  const auto only_2020 = calendar::WorkingCalendar::FromJson(
      R"({"years": {"2020": {"notices": [], "days_off": ["2020-01-01"],
          "make_up_working_days": []}}})");
  ASSERT_TRUE(only_2020.ok()) << only_2020.status();
  JoinFirstEntryCase command = Join();
  command.calendar = &*only_2020;
  // Until 2021-06-08 nobody need know which days are worked.
  Opened("2021-03-08")
      .And(Signed("C-2", "2021-06-08"))
      .When(command)
      .Then(Joined("P-1", "C-2", "2021-06-08", "2021-06-30"));
  Opened("2021-03-08")
      .And(Signed("C-2", "2021-06-09"))
      .When(command)
      .ThenRejected(kCalendarYearUnknown);
}

}  // namespace
}  // namespace debut::market
