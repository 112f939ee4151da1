// Claims of measures 4 and 7 over gRPC: what they say, and every field that can be wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/financing/testing/financing_facts.h"
#include "domain/grants/reasons.h"
#include "domain/insurance/testing/insurance_facts.h"
#include "services/grants/testing/office.h"

namespace debut::grants {
namespace {

using absl::StatusCode;
using test::BadFields;
using test::CallOutcome;
using test::Refused;
using testing::Of;
using testing::Office;

const CallOutcome kDone{};

class YearlyClaimsTest : public ::testing::Test {
 protected:
  using Stub = Office::Stub;

  YearlyClaimsTest() {
    office_.service().GivenEvents(
        testing::PolicyOf2020() + testing::Maker() + testing::Product() +
        Of(insurance::testing::Bound("IP-1"),
           insurance::testing::Paid("IP-1", "付-1", "2021-01-15", 1'000'000),
           financing::testing::Revenue("E-1", 2019, 1), financing::testing::Signed("L-1"),
           financing::testing::Paid("L-1", "息-1", "2020-12-21", 1'000'000)));
  }

  CallOutcome OpenRound(policy::v1::Measure measure, std::int64_t percent,
                        const std::string& round_id) {
    v1::AllotBudgetRequest budget = Office::Allotment(1'000'000'000);
    budget.set_measure(measure);
    EXPECT_EQ(office_.Call(&Stub::AllotBudget, budget, "何平"), kDone);
    v1::OpenRoundRequest round = Office::RoundRequest();
    round.set_round_id(round_id);
    round.set_measure(measure);
    round.set_rate_numerator(percent);
    return office_.Call(&Stub::OpenRound, round, testing::kApprover);
  }

  CallOutcome Submit(const v1::SubmitClaimRequest& request) {
    return office_.Call(&Stub::SubmitClaim, request, testing::kClerk);
  }

  static v1::SubmitClaimRequest Claim(const std::string& claim_id, const std::string& round_id) {
    v1::SubmitClaimRequest request;
    request.set_claim_id(claim_id);
    request.set_round_id(round_id);
    request.set_enterprise_id("E-1");
    request.set_submitted_date("2021-02-01");
    return request;
  }
  static v1::SubmitClaimRequest InsuranceClaim() {
    v1::SubmitClaimRequest request = Claim("CL-4", "R-4");
    request.mutable_insurance()->set_limit_year(2021);
    request.mutable_insurance()->add_policy_ids("IP-1");
    return request;
  }
  static v1::SubmitClaimRequest FinancingClaim() {
    v1::SubmitClaimRequest request = Claim("CL-7", "R-7");
    request.mutable_financing()->set_credit_product(financing::v1::LOAN_TYPE_CREDIT);
    request.mutable_financing()->set_limit_year(2020);
    request.mutable_financing()->set_product_id("P-1");
    return request;
  }

  // Up to the proposal, by those whose job it is; what the proposal came to.
  CallOutcome Propose(const std::string& claim_id) {
    EXPECT_EQ(
        office_.Call(&Stub::AcceptClaim, Office::On<v1::AcceptClaimRequest>("2021-02-02", claim_id),
                     testing::kClerk),
        kDone);
    EXPECT_EQ(office_.Call(&Stub::ComputeAward, Office::On<v1::ComputeAwardRequest>("", claim_id),
                           testing::kCalculator),
              kDone);
    return office_.Call(&Stub::ProposeAward,
                        Office::On<v1::ProposeAwardRequest>("2021-02-03", claim_id),
                        testing::kProposer);
  }

  Office office_;
};

TEST_F(YearlyClaimsTest, SayWhatTheyAreFor) {
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_INSURANCE, 80, "R-4"), kDone);
  EXPECT_EQ(Submit(InsuranceClaim()), kDone);
  const v1::Claim insurance = office_.ClaimNow("CL-4");
  EXPECT_EQ(insurance.cap_key(), "m4/E-1/2021");
  EXPECT_EQ(insurance.limit_year(), 2021u);
  ASSERT_EQ(insurance.insurance().instalments_size(), 1);
  EXPECT_EQ(insurance.insurance().instalments(0).policy_id(), "IP-1");
  EXPECT_EQ(insurance.insurance().instalments(0).voucher_number(), "付-1");
  EXPECT_EQ(insurance.insurance().product_ids(0), "P-1");

  EXPECT_EQ(OpenRound(policy::v1::MEASURE_FINANCING, 40, "R-7"), kDone);
  EXPECT_EQ(Submit(FinancingClaim()), kDone);
  const v1::Claim financing = office_.ClaimNow("CL-7");
  EXPECT_EQ(financing.cap_key(), "m7/E-1/CREDIT/2020");
  EXPECT_EQ(financing.financing().credit_product(), financing::v1::LOAN_TYPE_CREDIT);
  ASSERT_EQ(financing.financing().vouchers_size(), 1);
  EXPECT_EQ(financing.financing().vouchers(0).loan_id(), "L-1");
  EXPECT_EQ(financing.financing().product_id(), "P-1");
}

TEST_F(YearlyClaimsTest, AreFundedForAnInvoiceOnceWhateverTheMeasure) {
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_INSURANCE, 80, "R-4"), kDone);
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_FINANCING, 40, "R-7"), kDone);
  v1::SubmitClaimRequest insured = InsuranceClaim();
  v1::SubmitClaimRequest financed = FinancingClaim();
  v1::Invoice& invoice = *insured.add_invoices();
  invoice.set_code("011002000311");
  invoice.set_number("12345678");
  v1::Invoice& typed = *financed.add_invoices();
  typed.set_code("０１１００ ２０００３１１");
  typed.set_number("12345678 ");
  EXPECT_EQ(Submit(insured), kDone);
  EXPECT_EQ(Submit(financed), kDone);
  EXPECT_EQ(office_.ClaimNow("CL-7").invoices(0).code(), "011002000311");
  EXPECT_EQ(Propose("CL-4"), kDone);
  EXPECT_EQ(Propose("CL-7"), Refused(StatusCode::kFailedPrecondition, kEvidenceAlreadyUsed));

  // The invoice is no instalment: what the next claim of the year adds is computed over those.
  office_.service().GivenEvents(
      Of(insurance::testing::Paid("IP-1", "付-2", "2021-01-20", 500'000)));
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_INSURANCE, 80, "R-4B"), kDone);
  v1::SubmitClaimRequest next = InsuranceClaim();
  next.set_claim_id("CL-5");
  next.set_round_id("R-4B");
  EXPECT_EQ(Submit(next), kDone);
  EXPECT_EQ(Propose("CL-5"), kDone);
  EXPECT_EQ(office_.ClaimNow("CL-5").amount_fen(), 400'000);
}

TEST_F(YearlyClaimsTest, NeedARoundWithThePolicysRate) {
  const CallOutcome inexact = Refused(StatusCode::kFailedPrecondition, kRateNotExact);
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_INSURANCE, 79, "R-4"), inexact);
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_FINANCING, 41, "R-7"), inexact);
  EXPECT_EQ(OpenRound(policy::v1::MEASURE_INSURANCE, 80, "R-4"), kDone);
  v1::SubmitClaimRequest elsewhere = FinancingClaim();
  elsewhere.set_round_id("R-4");
  EXPECT_EQ(Submit(elsewhere), Refused(StatusCode::kFailedPrecondition, kMeasureMismatch));
}

TEST_F(YearlyClaimsTest, NameEveryBadFieldOfAnInsuranceClaim) {
  v1::SubmitClaimRequest claim = InsuranceClaim();
  claim.mutable_insurance()->set_limit_year(0);
  claim.mutable_insurance()->add_policy_ids("保单");
  EXPECT_EQ(Submit(claim), BadFields({"insurance.limit_year", "insurance.policy_ids[1]"}));
  claim = InsuranceClaim();
  for (std::size_t i = 0; i < kInstalmentsMax; ++i) {
    claim.mutable_insurance()->add_policy_ids(fmt::format("IP-{}", i + 2));
  }
  EXPECT_EQ(Submit(claim), BadFields({"insurance.policy_ids"}));
  EXPECT_EQ(Submit(Claim("CL-4", "R-4")), BadFields({"basis"}));
}

TEST_F(YearlyClaimsTest, NameEveryInvoiceThatIsNone) {
  v1::SubmitClaimRequest claim = InsuranceClaim();
  claim.add_invoices()->set_number("12345678");
  claim.add_invoices()->set_number("24112000000012345678");
  claim.add_invoices()->set_code("发票");
  EXPECT_EQ(Submit(claim), BadFields({"invoices[0]", "invoices[2]"}));
  claim.clear_invoices();
  for (int i = 0; i <= kInvoicesMax; ++i) {
    claim.add_invoices()->set_number(fmt::format("{:020}", i));
  }
  EXPECT_EQ(Submit(claim), BadFields({"invoices"}));
}

TEST_F(YearlyClaimsTest, NameEveryBadFieldOfAFinancingClaim) {
  v1::SubmitClaimRequest claim = Claim("CL-7", "R-7");
  claim.mutable_financing()->add_loan_ids("");
  EXPECT_EQ(Submit(claim), BadFields({"financing.credit_product", "financing.limit_year",
                                      "financing.product_id", "financing.loan_ids[0]"}));
  claim = FinancingClaim();
  claim.mutable_financing()->set_credit_product(static_cast<financing::v1::LoanType>(99));
  EXPECT_EQ(Submit(claim), BadFields({"financing.credit_product"}));
  claim = FinancingClaim();
  for (std::size_t i = 0; i <= kVouchersMax; ++i) {
    claim.mutable_financing()->add_loan_ids(fmt::format("L-{}", i));
  }
  EXPECT_EQ(Submit(claim), BadFields({"financing.loan_ids"}));
}

}  // namespace
}  // namespace debut::grants
