#include "services/financing/financing_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "debut/financing/v1/financing_service.grpc.pb.h"
#include "debut/policy/v1/policy_events.pb.h"
#include "domain/financing/reasons.h"
#include "domain/registry/testing/registry_facts.h"
#include "money/fen.h"
#include "tests/support/service_in_process.h"

namespace debut::financing {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::kDone;
using test::Refused;
using ::testing::StartsWith;

policy::v1::PolicyAdopted Policy() {
  policy::v1::PolicyAdopted fact;
  fact.set_policy_id("first-created-products");
  fact.set_version_id("2020-12-30");
  fact.set_digest("0");
  fact.set_effective_date("2020-12-30");
  fact.set_text("financing { interest_tolerance { numerator: 5 denominator: 100 } }");
  return fact;
}

// 2021-06-01 in Shanghai. E-1, with a branch, borrows from B-1.
class FinancingServiceTest : public test::ServiceTest<v1::FinancingService> {
 protected:
  FinancingServiceTest() : ServiceTest(MakeFinancingService, absl::FromUnixSeconds(1'622'520'000)) {
    using namespace registry::testing;  // NOLINT
    service_.Given(Policy(), Registered("E-1"), BranchOf("E-1", "E-1-1"));
    EXPECT_EQ(Call(&Stub::RegisterLender, Lender()), kDone);
    given_ = service_.EventsCount();
  }

  static v1::RegisterLenderRequest Lender() {
    v1::RegisterLenderRequest request;
    request.set_lender_id("B-1");
    request.set_credit_code("91110108ma01000036");
    request.set_name("中关村银行股份有限公司");
    return request;
  }

  // 10,000,000 yuan at 3.6 %, 360 days a year: 1,000 yuan a day.
  static v1::SignLoanRequest Loan(const std::string& loan_id) {
    v1::SignLoanRequest request;
    request.set_loan_id(loan_id);
    request.set_lender_id("B-1");
    request.set_contract_number("借-" + loan_id);
    request.set_enterprise_id("E-1");
    request.set_type(v1::LOAN_TYPE_IP_PLEDGE);
    request.set_principal_fen(1'000'000'000);
    request.set_signed_date("2020-12-20");
    request.set_from_date("2021-01-01");
    request.set_due_date("2022-01-01");
    request.set_rate_numerator(36);
    request.set_rate_denominator(1000);
    request.set_days_per_year(360);
    return request;
  }

  static v1::RecordDisbursementRequest Disbursement(const std::string& loan_id) {
    v1::RecordDisbursementRequest request;
    request.set_loan_id(loan_id);
    request.set_voucher_number("放-1");
    request.set_amount_fen(1'000'000'000);
    request.set_disbursed_date("2021-01-01");
    return request;
  }

  static v1::RecordInterestPaymentRequest Interest(const std::string& loan_id,
                                                   const std::string& voucher,
                                                   std::int64_t normal_fen) {
    v1::RecordInterestPaymentRequest request;
    request.set_loan_id(loan_id);
    request.set_voucher_number(voucher);
    request.set_period_from_date("2021-01-01");
    request.set_period_to_date("2021-03-21");
    request.set_paid_date("2021-03-21");
    request.set_normal_fen(normal_fen);
    return request;
  }

  v1::Loan Get(const std::string& loan_id) {
    v1::GetLoanRequest request;
    request.set_loan_id(loan_id);
    v1::GetLoanResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetLoan, request, response), kDone);
    EXPECT_EQ(response.position(), service_.EventsCount());
    return response.loan();
  }

  std::int64_t NetInterestOf(v1::LoanType type, std::uint32_t year) {
    v1::GetInterestOfYearRequest request;
    request.set_enterprise_id("E-1");
    request.set_type(type);
    request.set_limit_year(year);
    v1::GetInterestOfYearResponse response;
    EXPECT_EQ(service_.Call(&Stub::GetInterestOfYear, request, response), kDone);
    return response.net_fen();
  }
};

TEST_F(FinancingServiceTest, LeadsALoanFromItsSigningToARepayment) {
  v1::SignLoanRequest request = Loan("1");
  request.clear_loan_id();
  v1::SignLoanResponse made;
  EXPECT_EQ(Call(&Stub::SignLoan, request, &made), kDone);
  const std::string id = made.loan_id();
  EXPECT_THAT(id, StartsWith("L-"));
  EXPECT_EQ(Call(&Stub::RecordDisbursement, Disbursement(id)), kDone);

  v1::RecordInterestPaymentRequest interest = Interest(id, "息-1", 7'900'000);
  interest.set_penalty_fen(10);
  interest.set_overdue_fen(20);
  interest.set_extension_fen(30);
  interest.set_fee_fen(40);
  v1::RecordInterestPaymentResponse paid;
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, interest, &paid), kDone);
  EXPECT_EQ(paid.limit_year(), 2021u);
  EXPECT_EQ(paid.expected_fen(), 7'900'000);
  EXPECT_EQ(paid.plausibility(), v1::PLAUSIBILITY_AS_EXPECTED);

  v1::RecordInterestRefundRequest refund;
  refund.set_loan_id(id);
  refund.set_refund_number("退-1");
  refund.set_voucher_number("息-1");
  refund.set_amount_fen(900'000);
  EXPECT_EQ(Call(&Stub::RecordInterestRefund, refund), kDone);
  v1::ChangeLoanRateRequest rate;
  rate.set_loan_id(id);
  rate.set_from_date("2021-07-01");
  rate.set_rate_numerator(35);
  rate.set_rate_denominator(1000);
  EXPECT_EQ(Call(&Stub::ChangeLoanRate, rate), kDone);
  v1::RecordPrincipalRepaymentRequest repayment;
  repayment.set_loan_id(id);
  repayment.set_voucher_number("还-1");
  repayment.set_amount_fen(400'000'000);
  v1::RecordPrincipalRepaymentResponse repaid;
  EXPECT_EQ(Call(&Stub::RecordPrincipalRepayment, repayment, &repaid), kDone);
  EXPECT_TRUE(repaid.early());
  EXPECT_EQ(repaid.balance_fen(), 600'000'000);

  const v1::Loan loan = Get(id);
  EXPECT_EQ(loan.disbursed_fen(), 1'000'000'000);
  EXPECT_EQ(loan.repaid_fen(), 400'000'000);
  EXPECT_EQ(loan.rates_size(), 2);
  ASSERT_EQ(loan.vouchers_size(), 1);
  EXPECT_EQ(loan.vouchers(0).other_fen(), 100);
  EXPECT_EQ(loan.vouchers(0).refunded_fen(), 900'000);
  EXPECT_EQ(NetInterestOf(v1::LOAN_TYPE_IP_PLEDGE, 2021), 7'000'000);
  EXPECT_EQ(NetInterestOf(v1::LOAN_TYPE_CREDIT, 2021), 0);
  EXPECT_EQ(NetInterestOf(v1::LOAN_TYPE_IP_PLEDGE, 2020), 0);
  EXPECT_EQ(Recorded(), 6u);
}

TEST_F(FinancingServiceTest, WarnsOfImplausibleInterestAndRecordsIt) {
  EXPECT_EQ(Call(&Stub::SignLoan, Loan("L-1")), kDone);
  EXPECT_EQ(Call(&Stub::RecordDisbursement, Disbursement("L-1")), kDone);
  v1::RecordInterestPaymentResponse paid;
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-1", "息-1", 79'000'000), &paid), kDone);
  EXPECT_EQ(paid.plausibility(), v1::PLAUSIBILITY_ABOVE_EXPECTED);
  EXPECT_EQ(Get("L-1").vouchers(0).plausibility(), v1::PLAUSIBILITY_ABOVE_EXPECTED);
}

TEST_F(FinancingServiceTest, RefinancesWithoutOverlap) {
  EXPECT_EQ(Call(&Stub::SignLoan, Loan("L-0")), kDone);
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-0", "息-1", 5)), kDone);
  v1::SignLoanRequest fresh = Loan("L-1");
  fresh.set_refinances_loan_id("L-0");
  fresh.set_from_date("2021-03-20");
  EXPECT_EQ(Call(&Stub::SignLoan, fresh), Refused(StatusCode::kFailedPrecondition, kLoansOverlap));
  fresh.set_from_date("2021-03-21");
  EXPECT_EQ(Call(&Stub::SignLoan, fresh), kDone);
  EXPECT_EQ(Get("L-0").refinanced_by_loan_id(), "L-1");
  EXPECT_EQ(Get("L-1").refinances_loan_id(), "L-0");
  v1::RecordInterestPaymentRequest late = Interest("L-0", "息-2", 5);
  late.set_period_to_date("2021-03-22");
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, late),
            Refused(StatusCode::kFailedPrecondition, kLoanAlreadyRefinanced));
}

TEST_F(FinancingServiceTest, KnowsAVoucherByLenderAndNumberOnWhateverLoan) {
  EXPECT_EQ(Call(&Stub::SignLoan, Loan("L-1")), kDone);
  EXPECT_EQ(Call(&Stub::SignLoan, Loan("L-2")), kDone);
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-1", "XI-1", 5)), kDone);
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-1", "ｘｉ－1", 5)), kDone);
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-2", "xi-1", 5)),
            Refused(StatusCode::kAlreadyExists, kVoucherAlreadyRecorded));
  EXPECT_EQ(Recorded(), 3u);
}

TEST_F(FinancingServiceTest, RecordsRevenuesGuaranteesAndLeases) {
  v1::RecordRevenueRequest revenue;
  revenue.set_enterprise_id("E-1");
  revenue.set_year(2020);
  revenue.set_revenue_fen(20'000'000'000);
  revenue.set_document("审计报告");
  EXPECT_EQ(Call(&Stub::RecordRevenue, revenue), kDone);
  v1::RecordOtherFinancingRequest lease;
  lease.set_financing_id("F-1");
  lease.set_kind(v1::FINANCING_KIND_LEASE);
  lease.set_enterprise_id("E-1-1");
  lease.set_provider_name("中关村融资租赁有限公司");
  lease.set_contract_number("租-1");
  lease.set_amount_fen(100);
  lease.set_from_date("2021-01-01");
  lease.set_to_date("2023-12-31");
  EXPECT_EQ(Call(&Stub::RecordOtherFinancing, lease), kDone);
  v1::GetOtherFinancingRequest get;
  get.set_financing_id("F-1");
  v1::GetOtherFinancingResponse found;
  EXPECT_EQ(service_.Call(&Stub::GetOtherFinancing, get, found), kDone);
  EXPECT_EQ(found.financing().kind(), v1::FINANCING_KIND_LEASE);
  EXPECT_EQ(Recorded(), 2u);
}

TEST_F(FinancingServiceTest, MapsEachKindOfRefusal) {
  v1::SignLoanRequest unknown = Loan("L-1");
  unknown.set_lender_id("B-9");
  EXPECT_EQ(Call(&Stub::SignLoan, unknown), Refused(StatusCode::kNotFound, kLenderUnknown));
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, Interest("L-9", "息-1", 5)),
            Refused(StatusCode::kNotFound, kLoanUnknown));
  v1::RegisterLenderRequest taken = Lender();
  taken.set_lender_id("B-2");
  EXPECT_EQ(Call(&Stub::RegisterLender, taken),
            Refused(StatusCode::kAlreadyExists, kLenderAlreadyRegistered));

  v1::GetLenderRequest lender;
  lender.set_lender_id("B-1");
  v1::GetLenderResponse found;
  EXPECT_EQ(service_.Call(&Stub::GetLender, lender, found), kDone);
  EXPECT_EQ(found.credit_code(), "91110108MA01000036");
  lender.set_lender_id("B-9");
  EXPECT_EQ(service_.Call(&Stub::GetLender, lender, found),
            Refused(StatusCode::kNotFound, kLenderUnknown));
  v1::GetLoanRequest get;
  get.set_loan_id("L-9");
  v1::GetLoanResponse loan;
  EXPECT_EQ(service_.Call(&Stub::GetLoan, get, loan), Refused(StatusCode::kNotFound, kLoanUnknown));
  v1::GetOtherFinancingRequest other;
  other.set_financing_id("F-9");
  v1::GetOtherFinancingResponse financing;
  EXPECT_EQ(service_.Call(&Stub::GetOtherFinancing, other, financing),
            Refused(StatusCode::kNotFound, kFinancingUnknown));
  v1::GetInterestOfYearRequest interest;
  interest.set_enterprise_id("E-9");
  interest.set_type(v1::LOAN_TYPE_CREDIT);
  interest.set_limit_year(2021);
  v1::GetInterestOfYearResponse unread;
  EXPECT_EQ(service_.Call(&Stub::GetInterestOfYear, interest, unread),
            Refused(StatusCode::kNotFound, kEnterpriseUnknown));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(FinancingServiceTest, NamesEveryBadFieldOfLendersAndLoans) {
  v1::RegisterLenderRequest lender;
  lender.set_credit_code("91110108MA01000011");
  EXPECT_EQ(Call(&Stub::RegisterLender, lender), BadFields({"credit_code", "name"}));
  v1::RecordRevenueRequest revenue;
  revenue.set_year(2022);
  revenue.set_revenue_fen(-1);
  EXPECT_EQ(Call(&Stub::RecordRevenue, revenue),
            BadFields({"enterprise_id", "year", "revenue_fen", "document"}));

  EXPECT_EQ(
      Call(&Stub::SignLoan, v1::SignLoanRequest()),
      BadFields({"lender_id", "contract_number", "enterprise_id", "type", "principal_fen",
                 "from_date", "due_date", "rate_numerator", "rate_denominator", "days_per_year"}));
  v1::SignLoanRequest loan = Loan("L-1");
  loan.set_principal_fen(money::kAmountMax.count + 1);
  loan.set_signed_date("2021-06-02");
  loan.set_due_date("2021-01-01");
  loan.set_rate_numerator(1000);
  loan.set_days_per_year(366);
  loan.set_refinances_loan_id("L-1");
  EXPECT_EQ(Call(&Stub::SignLoan, loan),
            BadFields({"principal_fen", "signed_date", "due_date", "rate_numerator",
                       "days_per_year", "refinances_loan_id"}));
  v1::RecordOtherFinancingRequest other;
  EXPECT_EQ(Call(&Stub::RecordOtherFinancing, other),
            BadFields({"kind", "enterprise_id", "provider_name", "contract_number", "amount_fen",
                       "from_date", "to_date"}));
  EXPECT_EQ(Recorded(), 0u);
}

TEST_F(FinancingServiceTest, NamesEveryBadFieldOfWhatFollows) {
  v1::RecordDisbursementRequest disbursement;
  disbursement.set_disbursed_date("2021-06-02");
  EXPECT_EQ(Call(&Stub::RecordDisbursement, disbursement),
            BadFields({"loan_id", "voucher_number", "disbursed_date", "amount_fen"}));
  v1::ChangeLoanRateRequest rate;
  rate.set_rate_numerator(1);
  rate.set_rate_denominator(2'000'000'000);
  EXPECT_EQ(Call(&Stub::ChangeLoanRate, rate),
            BadFields({"loan_id", "from_date", "rate_denominator"}));
  v1::RecordPrincipalRepaymentRequest repayment;
  repayment.set_repaid_date("2021-02-30");
  EXPECT_EQ(Call(&Stub::RecordPrincipalRepayment, repayment),
            BadFields({"loan_id", "voucher_number", "repaid_date", "amount_fen"}));
  v1::RecordInterestPaymentRequest interest;
  interest.set_paid_time("now");
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, interest),
            BadFields({"loan_id", "voucher_number", "period_from_date", "period_to_date",
                       "paid_time", "normal_fen"}));
  interest = Interest("L-1", "息-1", -1);
  interest.set_period_to_date("2021-01-01");
  interest.set_fee_fen(money::kAmountMax.count + 1);
  EXPECT_EQ(Call(&Stub::RecordInterestPayment, interest),
            BadFields({"period_to_date", "normal_fen", "fee_fen"}));
  v1::RecordInterestRefundRequest refund;
  refund.set_refunded_date("2021-06-02");
  EXPECT_EQ(
      Call(&Stub::RecordInterestRefund, refund),
      BadFields({"loan_id", "refund_number", "voucher_number", "refunded_date", "amount_fen"}));

  v1::GetLenderResponse lender;
  EXPECT_EQ(service_.Call(&Stub::GetLender, v1::GetLenderRequest(), lender),
            BadFields({"lender_id"}));
  v1::GetLoanResponse loan;
  EXPECT_EQ(service_.Call(&Stub::GetLoan, v1::GetLoanRequest(), loan), BadFields({"loan_id"}));
  v1::GetInterestOfYearResponse of_year;
  EXPECT_EQ(service_.Call(&Stub::GetInterestOfYear, v1::GetInterestOfYearRequest(), of_year),
            BadFields({"enterprise_id", "type", "limit_year"}));
  v1::GetOtherFinancingResponse financing;
  EXPECT_EQ(service_.Call(&Stub::GetOtherFinancing, v1::GetOtherFinancingRequest(), financing),
            BadFields({"financing_id"}));
  EXPECT_EQ(Recorded(), 0u);
}

}  // namespace
}  // namespace debut::financing
