#include "domain/insurance/bind_insurance_policy.h"

#include <gtest/gtest.h>

#include "domain/certification/testing/certification_facts.h"
#include "domain/insurance/insurance_keys.h"
#include "domain/insurance/reasons.h"
#include "domain/insurance/register_insurer.h"
#include "domain/insurance/testing/insurance_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::insurance {
namespace {

using absl::CivilDay;
using certification::testing::Submitted;
using money::Fen;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::Bound;
using testing::Insurer;
using testing::kInsurerCode;

const CivilDay kFrom(2021, 1, 1);
const CivilDay kTo(2021, 12, 31);

const RegisterInsurer kRegister{"I-1", kInsurerCode, "中关村财产保险股份有限公司",
                                CivilDay(2019, 1, 2)};

TEST(RegisterInsurer, RecordsTheInsurer) { Given().When(kRegister).Then(Insurer()); }

TEST(RegisterInsurer, RecordsNothingTheSecondTime) {
  Given(Insurer()).When(kRegister).ThenNothing();
}

TEST(RegisterInsurer, IsRefusedWhenIdOrCodeIsTaken) {
  Given(Insurer("I-1", "91350100M000100Y43"))
      .When(kRegister)
      .ThenRejected(kInsurerAlreadyRegistered);
  Given(Insurer("I-2")).When(kRegister).ThenRejected(kInsurerAlreadyRegistered);
}

BindInsurancePolicy Command() {
  BindInsurancePolicy command;
  command.policy_id = "IP-1";
  command.insurer_id = "I-1";
  command.holder = Party("E-1");
  command.number = "保单-IP-1";
  command.product_ids = {"P-1"};
  command.from = kFrom;
  command.to = kTo;
  command.premium = Fen(1'000'000);
  command.bound_date = CivilDay(2020, 12, 20);
  command.evidence_key = InsurancePolicyKey(kInsurerCode, command.number, kFrom, kTo);
  return command;
}

v1::InsurancePolicyBound Fact() {
  v1::InsurancePolicyBound fact = Bound("IP-1");
  fact.set_evidence_key(Command().evidence_key);
  return fact;
}

const Given& Parties() {
  static const Given history(Insurer(), Registered("E-1"), Submitted("P-1", "E-1"));
  return history;
}

TEST(BindInsurancePolicy, RecordsThePolicyWithItsKey) { Parties().When(Command()).Then(Fact()); }

TEST(BindInsurancePolicy, IsRefusedInThisOrder) {
  Given(Registered("E-1")).When(Command()).ThenRejected(kInsurerUnknown);
  Given(Insurer()).When(Command()).ThenRejected(kEnterpriseUnknown);
  Given(Insurer(), Registered("E-1"), BranchOf("E-1", "E-1-F")).When(Command()).ThenStale();
  BindInsurancePolicy other_key = Command();
  other_key.evidence_key = InsurancePolicyKey(kInsurerCode, "另一号", kFrom, kTo);
  Parties().When(other_key).ThenStale();
  Parties().And(Bound("IP-1")).When(Command()).ThenRejected(kInsurancePolicyAlreadyRecorded);
  v1::InsurancePolicyBound elsewhere = Fact();
  elsewhere.set_policy_id("IP-9");
  Parties().And(elsewhere).When(Command()).ThenRejected(kInsurancePolicyAlreadyRecorded);
  Given(Insurer(), Registered("E-1")).When(Command()).ThenRejected(kProductUnknown);
  Given(Insurer(), Registered("E-1"), Submitted("P-1", "E-7"))
      .When(Command())
      .ThenRejected(kProductOfAnotherMaker);
}

BindInsurancePolicy Renewal(CivilDay from = kFrom) {
  BindInsurancePolicy command = Command();
  command.renews_policy_id = "IP-0";
  command.from = from;
  command.evidence_key = InsurancePolicyKey(kInsurerCode, command.number, from, kTo);
  return command;
}

// Until the end of 2020.
v1::InsurancePolicyBound Former(const std::string& enterprise_id = "E-1") {
  v1::InsurancePolicyBound fact = Bound("IP-0", 1'000'000, enterprise_id);
  fact.set_from_date("2020-01-01");
  fact.set_to_date("2020-12-31");
  return fact;
}

TEST(BindInsurancePolicy, LinksARenewalToTheFormerPolicy) {
  Parties().And(Former()).When(Renewal()).Then(Fact(), testing::Renewed("IP-0", "IP-1"));
}

TEST(BindInsurancePolicy, RecordsTheDaysWithoutCoverOfALateRenewal) {
  v1::InsurancePolicyBound fact = Fact();
  fact.set_from_date("2021-01-04");
  fact.set_evidence_key(Renewal(CivilDay(2021, 1, 4)).evidence_key);
  v1::InsurancePolicyRenewed renewed = testing::Renewed("IP-0", "IP-1");
  renewed.set_break_from_date("2021-01-01");
  renewed.set_break_to_date("2021-01-03");
  Parties().And(Former()).When(Renewal(CivilDay(2021, 1, 4))).Then(fact, renewed);
}

TEST(BindInsurancePolicy, CountsTheBreakFromTheDayOfTheCancellation) {
  v1::InsurancePolicyRenewed renewed = testing::Renewed("IP-0", "IP-1");
  renewed.set_break_from_date("2020-12-01");
  renewed.set_break_to_date("2020-12-31");
  Parties()
      .And(Former(), testing::Cancelled("IP-0", "2020-11-30"))
      .When(Renewal())
      .Then(Fact(), renewed);
}

TEST(BindInsurancePolicy, IsRefusedAsARenewalInThisOrder) {
  Parties().When(Renewal()).ThenRejected(kInsurancePolicyUnknown);
  Parties().And(Former("E-2")).When(Renewal()).ThenRejected(kInsurancePolicyOfAnother);
  Parties()
      .And(Former(), testing::Renewed("IP-0", "IP-5"))
      .When(Renewal())
      .ThenRejected(kInsurancePolicyAlreadyRenewed);
  Parties().And(Former()).When(Renewal(CivilDay(2020, 12, 31))).ThenRejected(kCoverOverlaps);
}

TEST(InsurancePolicyKey, IsTheSameHoweverTheNumberIsTyped) {
  EXPECT_EQ(InsurancePolicyKey(kInsurerCode, "PZ-2021-1号", kFrom, kTo),
            InsurancePolicyKey(kInsurerCode, "ｐｚ－２０２１－１ 号", kFrom, kTo));
}

TEST(InsurancePolicyKey, TellsPoliciesApartByInsurerNumberAndPeriod) {
  const std::string key = InsurancePolicyKey(kInsurerCode, "1", kFrom, kTo);
  EXPECT_EQ(key.size(), std::string("insurance/").size() + 32);
  EXPECT_NE(key, InsurancePolicyKey("91350100M000100Y43", "1", kFrom, kTo));
  EXPECT_NE(key, InsurancePolicyKey(kInsurerCode, "2", kFrom, kTo));
  EXPECT_NE(key, InsurancePolicyKey(kInsurerCode, "1", kFrom + 1, kTo));
  EXPECT_NE(key, InsurancePolicyKey(kInsurerCode, "1", kFrom, kTo - 1));
}

TEST(PremiumKey, TellsInstalmentsApartByPolicyAndVoucher) {
  EXPECT_EQ(PremiumKey("insurance/1", "ＶＣ 1"), PremiumKey("insurance/1", "vc1"));
  EXPECT_NE(PremiumKey("insurance/1", "1"), PremiumKey("insurance/2", "1"));
  EXPECT_NE(PremiumKey("insurance/1", "1"), PremiumKey("insurance/1", "2"));
}

}  // namespace
}  // namespace debut::insurance
