#include "domain/grants/insurance.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/grants/financing.h"
#include "domain/grants/reasons.h"
#include "domain/grants/testing/desk.h"
#include "domain/insurance/insurance_keys.h"
#include "domain/insurance/testing/insurance_facts.h"
#include "domain/policy/testing/policy_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "policy/policy_text.h"

namespace debut::grants {
namespace {

using absl::CivilDay;
using certification::v1::DELISTING_KIND_EXPIRED;
using certification::v1::DELISTING_KIND_REVOKED;
using certification::v1::DELISTING_KIND_VOID;
using insurance::testing::Bound;
using insurance::testing::Paid;
using insurance::testing::Refunded;
using money::Fen;
using money::Yuan;
using testing::Desk;
using testing::History;
using testing::Of;
using testing::Story;
using testing::StoryOf;

constexpr char kCapKey[] = "m4/E-1/2021";
const CivilDay kToday(2021, 9, 1);

v1::RoundOpened Round(const std::string& round_id = "R-1") {
  return testing::RoundOf(policy::v1::MEASURE_INSURANCE, 2021, 80, round_id);
}

v1::BudgetAllotted Budget() { return testing::BudgetOf(policy::v1::MEASURE_INSURANCE, 2021); }

// E-1 with its certified product P-1, and two rounds of measure 4.
History Frame() {
  return testing::Maker() + testing::Product() + testing::PolicyOf2020() +
         Of(Round(), Round("R-2"), Budget());
}

// A policy whose whole premium was paid in 2021.
History Insured(const std::string& policy_id, Fen premium, const std::string& holder = "E-1",
                const std::vector<std::string>& products = {"P-1"}) {
  return Of(Bound(policy_id, premium.count, holder, products),
            Paid(policy_id, "付-1", "2021-03-01", premium.count, holder));
}

MeasureFacts Claim(const std::vector<std::string>& policy_ids = {}, std::uint32_t year = 2021,
                   const std::string& enterprise_id = "E-1") {
  return MeasureFacts(Insurance::ClaimFor(enterprise_id, year, kToday, policy_ids));
}

Desk At(const History& facts) { return Desk(Frame() + facts, kToday); }

// The whole way, and what is paid at the end.
Fen PaidFor(Desk& desk, const std::string& claim_id, const MeasureFacts& facts) {
  EXPECT_EQ(desk.Submit(claim_id, "R-1", facts), "");
  EXPECT_EQ(desk.Lead(claim_id, v1::CLAIM_STATE_PAID), "");
  return desk.Amount(claim_id);
}

TEST(InsuranceClaim, IsForAllPremiumOfTheYearWhenNoPolicyIsNamed) {
  Desk desk = At(Insured("IP-1", Yuan(1'000)) + Insured("IP-2", Yuan(2'000)) +
                 Of(Bound("IP-3"), Paid("IP-3", "付-1", "2020-12-31", 500)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(2'400));
  const ClaimTerms terms = desk.File("CL-1").terms;
  EXPECT_EQ(terms.cap_key, kCapKey);
  EXPECT_EQ(terms.subject_key, kCapKey);
  EXPECT_EQ(terms.limit_year, 2021u);
  EXPECT_EQ(std::get<InsuranceBasis>(terms.basis),
            (InsuranceBasis{.enterprise_id = "E-1",
                            .limit_year = 2021,
                            .instalments = {{"IP-1", "付-1"}, {"IP-2", "付-1"}},
                            .product_ids = {"P-1"}}));
}

TEST(InsuranceClaim, UsesEachInstalmentAsEvidence) {
  Desk desk = At(Insured("IP-1", Yuan(1'000)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(
      desk.File("CL-1").evidence,
      (std::vector<Evidence>{{insurance::PremiumKey("insurance/IP-1", "付-1"), "IP-1/付-1"}}));
}

TEST(InsuranceClaim, W3KeepsTheEntitlementWhenAPolicyAboveTheCapIsCancelled) {
  Desk desk = At(Insured("IP-1", Yuan(800'000)) + Insured("IP-2", Yuan(825'000)) +
                 Insured("IP-3", Yuan(250'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(1'000'000));
  desk.Record(Of(insurance::testing::Cancelled("IP-3", "2021-10-01"),
                 Refunded("IP-3", "付-1", "2021-10-08", Yuan(250'000).count)));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Yuan(1'000'000));
  desk.Record(Of(Refunded("IP-2", "付-1", "2021-10-08", Yuan(825'000).count)));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Yuan(640'000));
}

TEST(InsuranceClaim, PaysTheDifferenceWhenMorePremiumIsClaimed) {
  Desk desk = At(Insured("IP-1", Yuan(800'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(640'000));
  desk.Record(Insured("IP-2", Yuan(825'000)));
  EXPECT_EQ(PaidFor(desk, "CL-2", Claim()), Yuan(360'000));
  EXPECT_EQ(std::get<InsuranceBasis>(desk.File("CL-2").terms.basis).instalments,
            (std::vector<InsuredInstalment>{{"IP-2", "付-1"}}));
  EXPECT_EQ(desk.Usage({kCapKey}).paid, Yuan(1'000'000));
}

TEST(InsuranceClaim, PaysTheDifferenceForALaterInstalmentOfTheSamePolicy) {
  Desk desk = At(Of(Bound("IP-1"), Paid("IP-1", "付-1", "2021-03-01", 3)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"IP-1"})), Fen(2));
  desk.Record(Of(Paid("IP-1", "付-2", "2021-09-01", 3)));
  // floor(6 × 80 %) is 4, twice floor(3 × 80 %) as well; the next one shows the one rounding.
  EXPECT_EQ(PaidFor(desk, "CL-2", Claim({"IP-1"})), Fen(2));
  desk.Record(Of(Paid("IP-1", "付-3", "2021-09-01", 4)));
  EXPECT_EQ(PaidFor(desk, "CL-3", Claim({"IP-1"})), Fen(4));
}

TEST(InsuranceClaim, CountsEachInstalmentForTheYearOfItsPayment) {
  Desk desk = At(Of(Bound("IP-1"), Paid("IP-1", "付-1", "2020-12-31", 1'000),
                    Paid("IP-1", "付-2", "2021-01-01", 2'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim({"IP-1"}, 2020)), Fen(800));
  EXPECT_EQ(PaidFor(desk, "CL-2", Claim({"IP-1"}, 2021)), Fen(1'600));
  EXPECT_EQ(desk.Usage({"m4/E-1/2020"}).paid, Fen(800));
}

TEST(InsuranceClaim, IsWorthWhatOthersLeaveWhateverItsOrder) {
  Desk desk = At(Insured("IP-1", Yuan(800'000)));
  PaidFor(desk, "CL-1", Claim());
  desk.Record(Insured("IP-2", Yuan(825'000)));
  PaidFor(desk, "CL-2", Claim());
  EXPECT_EQ(desk.WorthBeside("CL-1", Yuan(360'000)), Yuan(640'000));
  EXPECT_EQ(desk.WorthBeside("CL-2", Yuan(640'000)), Yuan(360'000));
  desk.Record(Of(Refunded("IP-1", "付-1", "2021-11-01", Yuan(500'000).count)));
  // 1,125,000 × 80 % = 900,000 are due; whichever is looked at first gives back 100,000.
  EXPECT_EQ(desk.WorthBeside("CL-1", Yuan(360'000)), Yuan(540'000));
  EXPECT_EQ(desk.WorthBeside("CL-2", Yuan(640'000)), Yuan(260'000));
}

TEST(InsuranceClaim, LeavesOutWhatAWithdrawnClaimWasFor) {
  Desk desk = At(Insured("IP-1", Yuan(100)) + Insured("IP-2", Yuan(200)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({"IP-1"})), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim({"IP-2"})), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_COMPUTED), "");
  EXPECT_EQ(desk.Withdraw("CL-1"), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PAID), "");
  EXPECT_EQ(desk.Amount("CL-2"), Yuan(160));
  EXPECT_EQ(PaidFor(desk, "CL-3", Claim()), Yuan(80));
}

TEST(InsuranceClaim, CarriesWhatMergedPartsUsedOfTheirCaps) {
  Desk desk = At(testing::Maker(StoryOf(2)) + Insured("IP-1", Yuan(1'000'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(800'000));
  desk.Record(Of(registry::testing::Merged("E-1", "E-2", "2021-09-20")) +
              Insured("IP-2", Yuan(1'000'000), "E-2"));
  desk.On(CivilDay(2021, 10, 20));
  const MeasureFacts late(
      Insurance::ClaimFor("E-1", 2021, CivilDay(2021, 10, 20), std::vector<std::string>{}));
  EXPECT_EQ(desk.Submit("CL-2", "R-2", late), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PAID), "");
  EXPECT_EQ(desk.Amount("CL-2"), Yuan(200'000));
  EXPECT_EQ(desk.File("CL-2").terms.cap_key, "m4/E-2/2021");
  EXPECT_EQ(desk.File("CL-2").terms.enterprise_id, "E-2");
}

TEST(InsuranceClaim, IsTheLegalPersonsWhenABranchAsks) {
  Desk desk = At(Insured("IP-1", Yuan(100)) + Of(registry::testing::BranchOf("E-1", "E-1B")) +
                 Insured("IP-2", Yuan(100), "E-1B"));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({}, 2021, "E-1B"), "E-1B"), "");
  EXPECT_EQ(desk.File("CL-1").terms.cap_key, kCapKey);
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_COMPUTED), "");
  EXPECT_EQ(desk.Amount("CL-1"), Yuan(160));
}

TEST(InsuranceClaim, IsRefusedInThisOrder) {
  const auto refusal = [](const History& facts, const MeasureFacts& claim = Claim({"IP-1"}),
                          const std::string& enterprise_id = "E-1") {
    return At(facts).Submit("CL-1", "R-1", claim, enterprise_id);
  };
  EXPECT_EQ(refusal(Of(registry::testing::Registered("E-3")), Claim({"IP-1"}, 2021, "E-3"), "E-3"),
            kEnterpriseNotInZone);
  EXPECT_EQ(refusal({}), kInsurancePolicyUnknown);
  EXPECT_EQ(refusal(Insured("IP-1", Yuan(1), "E-2")), kInsurancePolicyOfAnother);
  EXPECT_EQ(refusal(Of(Bound("IP-1"))), kPremiumNotPaid);
  EXPECT_EQ(refusal({}, Claim()), kPremiumNotPaid);
  EXPECT_EQ(refusal(Insured("IP-1", Yuan(1)), Claim({}, 2020)), kPremiumNotPaid);
  EXPECT_EQ(refusal(Of(Bound("IP-1"), Paid("IP-1", "付-1", "2021-09-02", 5))), kPremiumNotPaid);
  EXPECT_EQ(refusal(Of(Bound("IP-1"), Paid("IP-1", "付-1", "2021-03-01", 5),
                       Refunded("IP-1", "付-1", "2021-04-01", 5))),
            kPremiumNotPaid);
  History many = Of(Bound("IP-1"));
  for (std::size_t i = 0; i <= kInstalmentsMax; ++i) {
    many = many + Of(Paid("IP-1", fmt::format("付-{}", i), "2021-03-01", 1));
  }
  EXPECT_EQ(refusal(many), kInstalmentsTooMany);
  many.pop_back();
  EXPECT_EQ(refusal(many), "");
}

TEST(InsuranceClaim, AsksForASmallEnterpriseIfThePolicyDoes) {
  const std::string text = policy::testing::With(
      policy::testing::MeasuresOf2020(), "claimant_is_sme { value: false article: \"4-7\" }",
      "claimant_is_sme { value: true article: \"4-7\" }");
  v1::RoundOpened round = Round();
  round.set_policy_digest(policy::PolicyDigest(text));
  Desk desk(testing::PolicyOf2020(text) + testing::Product() + Insured("IP-1", Yuan(1)) +
            Of(round, Budget(), registry::testing::Registered("E-1"),
               registry::testing::InZone("E-1", "2016-03-01")));
  desk.On(kToday);
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), kEnterpriseNotSme);
}

TEST(InsuranceClaim, NeedsAProductInGoodStanding) {
  namespace products = certification::testing;
  const auto refusal = [](const History& facts) {
    return At(Insured("IP-1", Yuan(1)) + facts).Submit("CL-1", "R-1", Claim());
  };
  const auto delisted = [](certification::v1::DelistingKind kind) {
    return Of(products::Delisted("P-1", "E-1", kind, "2021-08-01"));
  };
  EXPECT_EQ(refusal(delisted(DELISTING_KIND_EXPIRED)), kProductDelisted);
  EXPECT_EQ(refusal(delisted(DELISTING_KIND_REVOKED)), kProductDelisted);
  EXPECT_EQ(refusal(delisted(DELISTING_KIND_VOID)), kProductDelisted);
  Desk uncertified =
      At(Of(products::Submitted("P-7", "E-1")) + Insured("IP-1", Yuan(1), "E-1", {"P-7"}));
  EXPECT_EQ(uncertified.Submit("CL-1", "R-1", Claim()), kProductNotCertified);
  Desk one_of_two =
      At(Of(products::Submitted("P-7", "E-1")) + Insured("IP-1", Yuan(1), "E-1", {"P-7", "P-1"}));
  EXPECT_EQ(one_of_two.Submit("CL-1", "R-1", Claim()), "");
}

TEST(InsuranceClaim, IsNotPaidForAVoidProduct) {
  Desk desk = At(Insured("IP-1", Yuan(1)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_GRANTED), "");
  desk.Record(
      Of(certification::testing::Delisted("P-1", "E-1", DELISTING_KIND_VOID, "2021-08-01")));
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PAID), kProductDelisted);
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Fen());
}

TEST(InsuranceClaim, W10CountsOnlyThePremiumForProductsThatAreNotVoid) {
  Desk desk = At(testing::Product(Story{.product_id = "P-2"}) + Insured("IP-1", Yuan(100)) +
                 Insured("IP-2", Yuan(200), "E-1", {"P-2"}));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(240));
  desk.Record(
      Of(certification::testing::Delisted("P-2", "E-1", DELISTING_KIND_EXPIRED, "2021-10-01")));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Yuan(240));
  desk.Record(
      Of(certification::testing::Delisted("P-1", "E-1", DELISTING_KIND_VOID, "2021-10-01")));
  EXPECT_EQ(desk.WorthBeside("CL-1", Fen()), Yuan(160));
}

TEST(InsuranceClaim, StopsAtTheCap) {
  Desk desk = At(Insured("IP-1", Yuan(2'000'000)));
  EXPECT_EQ(PaidFor(desk, "CL-1", Claim()), Yuan(1'000'000));
  desk.Record(Insured("IP-2", Yuan(1)));
  EXPECT_EQ(desk.Submit("CL-2", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_COMPUTED), kCapExhausted);
}

TEST(InsuranceClaim, IsRefusedWhenAllThatIsDueWasAwarded) {
  Desk desk = At(Insured("IP-1", Yuan(100)));
  PaidFor(desk, "CL-1", Claim());
  desk.Record(Insured("IP-2", Yuan(10)) + Of(Refunded("IP-1", "付-1", "2021-09-30", 1'000)));
  EXPECT_EQ(desk.Submit("CL-2", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_COMPUTED), kEntitlementAwarded);
}

TEST(InsuranceClaim, FundsAnInstalmentOnce) {
  Desk desk = At(Insured("IP-1", Yuan(100)) + Insured("IP-2", Yuan(100)));
  EXPECT_EQ(desk.Submit("CL-1", "R-1", Claim({"IP-1"})), "");
  EXPECT_EQ(desk.Submit("CL-2", "R-2", Claim()), "");
  EXPECT_EQ(desk.Submit("CL-3", "R-2", Claim()), kSubjectAlreadyClaimed);
  EXPECT_EQ(desk.Lead("CL-1", v1::CLAIM_STATE_PROPOSED), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_PROPOSED), kEvidenceAlreadyUsed);
  EXPECT_EQ(desk.Submit("CL-4", "R-3", Claim()), kRoundUnknown);
}

TEST(InsuranceClaim, IsNotGrantedAboveWhatIsDueBesideOthers) {
  Desk desk = At(Insured("IP-1", Yuan(100)));
  PaidFor(desk, "CL-1", Claim());
  desk.Record(Insured("IP-2", Yuan(100)));
  EXPECT_EQ(desk.Submit("CL-2", "R-1", Claim()), "");
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_NOTICE_CLOSED), "");
  // By itself CL-2 would still be worth 80 yuan.
  desk.Record(Of(Refunded("IP-1", "付-1", "2021-09-30", Yuan(100).count)));
  EXPECT_EQ(desk.Lead("CL-2", v1::CLAIM_STATE_GRANTED), kAwardAboveEntitlement);
}

TEST(InsuranceRound, HasThePolicysRateExactly) {
  const auto version = policy::ReadPolicy(policy::testing::MeasuresOf2020()).version;
  for (const auto& rule : {Insurance::RateRuleIn(version), Financing::RateRuleIn(version)}) {
    EXPECT_TRUE(rule->exact);
  }
  EXPECT_EQ(Insurance::RateRuleIn(version)->rate, money::Ratio(8, 10));
  EXPECT_EQ(Financing::RateRuleIn(version)->rate, money::Ratio(4, 10));
}

}  // namespace
}  // namespace debut::grants
