// Measure 7 from the facts to the payment, through real gRPC in both arrangements: interest on two
// loans of one credit product, which share a cap, and one voucher that is implausible.
#include <gtest/gtest.h>

#include "tests/support/arrangement.h"
#include "tests/support/claim_walk.h"
#include "tests/support/first_entries.h"
#include "tests/support/office.h"

namespace debut::test {
namespace {

namespace financing = ::debut::financing::v1;
using financing::FinancingService;
using grants::v1::GrantsService;
using Stub = FinancingService::Stub;

class FinancingScenario : public ::testing::TestWithParam<Kind> {};

template <typename Request, typename Response>
absl::Status Record(const Office& office,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request) {
  return Office::Call(*office.financing, method, "孙丽", request).status();
}

// 10,000,000 yuan at 3.6 %, 360 days a year: 1,000 yuan a day.
absl::Status Borrow(const Office& office, const std::string& loan_id) {
  financing::SignLoanRequest loan;
  loan.set_loan_id(loan_id);
  loan.set_lender_id("B-1");
  loan.set_contract_number("借-" + loan_id);
  loan.set_enterprise_id("E-1");
  loan.set_type(financing::LOAN_TYPE_IP_PLEDGE);
  loan.set_principal_fen(1'000'000'000);
  loan.set_signed_date("2021-03-01");
  loan.set_from_date("2021-03-01");
  loan.set_due_date("2024-03-01");
  loan.set_rate_numerator(36);
  loan.set_rate_denominator(1000);
  loan.set_days_per_year(360);
  if (const auto status = Record(office, &Stub::SignLoan, loan); !status.ok()) return status;
  financing::RecordDisbursementRequest disbursement;
  disbursement.set_loan_id(loan_id);
  disbursement.set_voucher_number("放-" + loan_id);
  disbursement.set_amount_fen(1'000'000'000);
  disbursement.set_disbursed_date("2021-03-01");
  return Record(office, &Stub::RecordDisbursement, disbursement);
}

// For 100 days from March on.
financing::RecordInterestPaymentRequest Interest(const std::string& loan_id,
                                                 const std::string& voucher,
                                                 std::int64_t normal_fen) {
  financing::RecordInterestPaymentRequest request;
  request.set_loan_id(loan_id);
  request.set_voucher_number(voucher);
  request.set_period_from_date("2021-03-01");
  request.set_period_to_date("2021-06-09");
  request.set_paid_time("2021-06-09T08:00:00Z");
  request.set_normal_fen(normal_fen);
  request.set_penalty_fen(100'000);
  return request;
}

absl::StatusOr<std::int64_t> PaidFor(const Office& office, const std::string& claim_id,
                                     const std::string& loan_id, const std::string& date) {
  grants::v1::SubmitClaimRequest request;
  request.set_claim_id(claim_id);
  request.set_round_id("R-7");
  request.set_enterprise_id("E-1");
  request.set_submitted_date(date);
  auto& claim = *request.mutable_financing();
  claim.set_credit_product(financing::LOAN_TYPE_IP_PLEDGE);
  claim.set_limit_year(2021);
  claim.set_product_id("P-1");
  claim.add_loan_ids(loan_id);
  const auto submitted =
      Office::Call(*office.grants, &GrantsService::Stub::SubmitClaim, "李娜", request);
  if (!submitted.ok()) return submitted.status();
  return WalkToPayment(office, claim_id, date);
}

TEST_P(FinancingScenario, PaysInterestOfACreditProductUpToItsCap) {
  auto arrangement = Arrangement::Start(GetParam());
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  const Office office(**arrangement);
  FirstEntries entries(office, {.families = 1,
                                .claims_per_family = 1,
                                .contract_fen = 1'000'000,
                                .allotted_fen = 1'000'000});
  ASSERT_EQ(entries.Prepare(), absl::OkStatus());
  ASSERT_EQ(OpenRound(office, {.round_id = "R-7",
                               .measure = policy::v1::MEASURE_FINANCING,
                               .year = 2022,
                               .allotted_fen = 200'000'000,
                               .rate_percent = 40}),
            absl::OkStatus());
  financing::RegisterLenderRequest lender;
  lender.set_lender_id("B-1");
  lender.set_credit_code("91110108MA01000023");
  lender.set_name("中关村银行股份有限公司");
  ASSERT_EQ(Record(office, &Stub::RegisterLender, lender), absl::OkStatus());
  financing::RecordRevenueRequest revenue;
  revenue.set_enterprise_id("E-1");
  revenue.set_year(2020);
  revenue.set_revenue_fen(20'000'000'000);
  revenue.set_document("审计报告");
  ASSERT_EQ(Record(office, &Stub::RecordRevenue, revenue), absl::OkStatus());
  ASSERT_EQ(Borrow(office, "L-1"), absl::OkStatus());
  ASSERT_EQ(Borrow(office, "L-2"), absl::OkStatus());
  const auto plausible = Office::Call(*office.financing, &Stub::RecordInterestPayment, "孙丽",
                                      Interest("L-1", "息-1", 10'000'000));
  ASSERT_TRUE(plausible.ok()) << plausible.status();
  EXPECT_EQ(plausible->plausibility(), financing::PLAUSIBILITY_AS_EXPECTED);
  const auto strange = Office::Call(*office.financing, &Stub::RecordInterestPayment, "孙丽",
                                    Interest("L-2", "息-2", 200'000'000));
  ASSERT_TRUE(strange.ok()) << strange.status();
  EXPECT_EQ(strange->plausibility(), financing::PLAUSIBILITY_ABOVE_EXPECTED);

  const auto first = PaidFor(office, "CL-M7-1", "L-1", "2022-03-07");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*first, 4'000'000);
  const auto second = PaidFor(office, "CL-M7-2", "L-2", "2022-06-13");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(*second, 46'000'000);
}

INSTANTIATE_TEST_SUITE_P(Arrangements, FinancingScenario,
                         ::testing::Values(Kind::kEmbedded, Kind::kMicroservices),
                         [](const auto& kind) { return NameOf(kind.param); });

}  // namespace
}  // namespace debut::test
