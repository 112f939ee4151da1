#include "domain/financing/sign_loan.h"

#include <gtest/gtest.h>

#include "domain/financing/financing_keys.h"
#include "domain/financing/reasons.h"
#include "domain/financing/record_other_financing.h"
#include "domain/financing/record_revenue.h"
#include "domain/financing/register_lender.h"
#include "domain/financing/testing/financing_facts.h"
#include "domain/registry/testing/registry_facts.h"
#include "tests/support/given_when_then.h"

namespace debut::financing {
namespace {

using absl::CivilDay;
using money::Fen;
using registry::Party;
using registry::testing::BranchOf;
using registry::testing::Registered;
using test::Given;
using testing::kLenderCode;
using testing::Lender;
using testing::Signed;

const RegisterLender kRegister{"B-1", kLenderCode, "中关村银行股份有限公司", CivilDay(2019, 1, 2)};

TEST(RegisterLender, RecordsTheLenderOnce) {
  Given().When(kRegister).Then(Lender());
  Given(Lender()).When(kRegister).ThenNothing();
}

TEST(RegisterLender, IsRefusedWhenIdOrCodeIsTaken) {
  Given(Lender("B-1", "91350100M000100Y43")).When(kRegister).ThenRejected(kLenderAlreadyRegistered);
  Given(Lender("B-2")).When(kRegister).ThenRejected(kLenderAlreadyRegistered);
}

const RecordRevenue kRevenue{"E-1", 2019, Fen(20'000'000'000), "审计报告"};

TEST(RecordRevenue, RecordsAYearAndCorrectsIt) {
  Given(Registered("E-1")).When(kRevenue).Then(testing::Revenue("E-1", 2019, 20'000'000'000));
  const Given recorded(Registered("E-1"), testing::Revenue("E-1", 2019, 20'000'000'000));
  recorded.When(kRevenue).ThenNothing();
  RecordRevenue correction = kRevenue;
  correction.revenue = Fen(1);
  recorded.When(correction).Then(testing::Revenue("E-1", 2019, 1));
}

TEST(RecordRevenue, IsRefusedForAnUnknownEnterprise) {
  Given().When(kRevenue).ThenRejected(kEnterpriseUnknown);
}

SignLoan Command(CivilDay from = CivilDay(2020, 1, 1)) {
  SignLoan command;
  command.loan_id = "L-1";
  command.lender_id = "B-1";
  command.borrower = Party("E-1");
  command.contract_number = "借-L-1";
  command.type = v1::LOAN_TYPE_CREDIT;
  command.principal = Fen(1'000'000'000);
  command.signed_date = CivilDay(2020, 1, 1);
  command.from = from;
  command.due = CivilDay(2021, 12, 31);
  command.rate = money::Ratio(36, 1000);
  command.days_per_year = 360;
  command.evidence_key = LoanKey(kLenderCode, command.contract_number);
  return command;
}

v1::LoanSigned Fact() {
  v1::LoanSigned fact = Signed("L-1");
  fact.set_evidence_key(Command().evidence_key);
  return fact;
}

const Given& Parties() {
  static const Given history(Lender(), Registered("E-1"));
  return history;
}

TEST(SignLoan, RecordsTheLoanWithItsKey) { Parties().When(Command()).Then(Fact()); }

TEST(SignLoan, IsRefusedInThisOrder) {
  Given(Registered("E-1")).When(Command()).ThenRejected(kLenderUnknown);
  Given(Lender()).When(Command()).ThenRejected(kEnterpriseUnknown);
  Parties().And(BranchOf("E-1", "E-1-F")).When(Command()).ThenStale();
  SignLoan other_key = Command();
  other_key.evidence_key = LoanKey(kLenderCode, "另一号");
  Parties().When(other_key).ThenStale();
  Parties().And(Signed("L-1")).When(Command()).ThenRejected(kLoanAlreadyRecorded);
  v1::LoanSigned elsewhere = Fact();
  elsewhere.set_loan_id("L-9");
  Parties().And(elsewhere).When(Command()).ThenRejected(kLoanAlreadyRecorded);
}

SignLoan Refinancing(CivilDay from = CivilDay(2021, 3, 21)) {
  SignLoan command = Command(from);
  command.refinances_loan_id = "L-0";
  return command;
}

TEST(SignLoan, TakesThePlaceOfAnotherLoanFromItsFirstDayOn) {
  v1::LoanSigned fact = Fact();
  fact.set_from_date("2021-03-21");
  Parties()
      .And(Signed("L-0"), testing::Paid("L-0", "息-1", "2021-03-21", 7'900'000))
      .When(Refinancing())
      .Then(fact, testing::Refinanced("L-0", "L-1", "2021-03-21"));
}

TEST(SignLoan, IsRefusedAsARefinancingInThisOrder) {
  Parties().When(Refinancing()).ThenRejected(kLoanUnknown);
  Parties()
      .And(Signed("L-0", v1::LOAN_TYPE_CREDIT, "E-2"))
      .When(Refinancing())
      .ThenRejected(kLoanOfAnother);
  Parties()
      .And(Signed("L-0"), testing::Refinanced("L-0", "L-5", "2021-03-21"))
      .When(Refinancing())
      .ThenRejected(kLoanAlreadyRefinanced);
  const Given paid =
      Parties().And(Signed("L-0"), testing::Paid("L-0", "息-1", "2021-03-21", 7'900'000));
  paid.When(Refinancing(CivilDay(2021, 3, 20))).ThenRejected(kLoansOverlap);
  // Interest that came back does not count.
  v1::LoanSigned fact = Fact();
  fact.set_from_date("2021-03-20");
  paid.And(testing::Refunded("L-0", "息-1", "2021-03-22", 7'900'000))
      .When(Refinancing(CivilDay(2021, 3, 20)))
      .Then(fact, testing::Refinanced("L-0", "L-1", "2021-03-20"));
}

v1::OtherFinancingRecorded Guarantee() {
  v1::OtherFinancingRecorded fact;
  fact.set_financing_id("F-1");
  fact.set_kind(v1::FINANCING_KIND_GUARANTEE);
  fact.set_enterprise_id("E-1");
  fact.set_provider_name("中关村科技融资担保有限公司");
  fact.set_contract_number("保-1");
  fact.set_amount_fen(500'000'000);
  fact.set_fee_fen(5'000'000);
  fact.set_from_date("2021-01-01");
  fact.set_to_date("2021-12-31");
  return fact;
}

TEST(RecordOtherFinancing, RecordsAGuaranteeOnce) {
  const RecordOtherFinancing command{Guarantee()};
  Given(Registered("E-1")).When(command).Then(Guarantee());
  Given(Registered("E-1"), Guarantee()).When(command).ThenNothing();
}

TEST(RecordOtherFinancing, IsRefusedInThisOrder) {
  Given().When(RecordOtherFinancing{Guarantee()}).ThenRejected(kEnterpriseUnknown);
  v1::OtherFinancingRecorded lease = Guarantee();
  lease.set_kind(v1::FINANCING_KIND_LEASE);
  Given(Registered("E-1"), Guarantee())
      .When(RecordOtherFinancing{lease})
      .ThenRejected(kFinancingAlreadyRecorded);
}

TEST(LoanKey, TellsLoansApartByLenderAndNumberHoweverTyped) {
  EXPECT_EQ(LoanKey(kLenderCode, "JK-2021 1号"), LoanKey(kLenderCode, "ｊｋ－２０２１1号"));
  EXPECT_NE(LoanKey(kLenderCode, "1"), LoanKey("91350100M000100Y43", "1"));
  EXPECT_NE(LoanKey(kLenderCode, "1"), LoanKey(kLenderCode, "2"));
  EXPECT_NE(InterestVoucherKey(kLenderCode, "1"), InterestVoucherKey("91350100M000100Y43", "1"));
  EXPECT_EQ(InterestVoucherKey(kLenderCode, "v 1"), InterestVoucherKey(kLenderCode, "V1"));
}

}  // namespace
}  // namespace debut::financing
