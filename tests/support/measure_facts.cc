#include "tests/support/measure_facts.h"

#include "base/status_macros.h"

namespace debut::test {
namespace {

using financing::v1::FinancingService;
using grants::v1::GrantsService;
using insurance::v1::InsuranceService;

// By the officer who keeps the facts.
template <typename Stub, typename Request, typename Response>
absl::Status Record(Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request) {
  return Office::Call(stub, method, "孙丽", request).status();
}

grants::v1::SubmitClaimRequest ClaimOf(const std::string& claim_id, const std::string& round_id,
                                       const std::string& date) {
  grants::v1::SubmitClaimRequest request;
  request.set_claim_id(claim_id);
  request.set_round_id(round_id);
  request.set_enterprise_id("E-1");
  request.set_submitted_date(date);
  return request;
}

absl::Status Submit(const Office& office, const grants::v1::SubmitClaimRequest& claim) {
  return Office::Call(*office.grants, &GrantsService::Stub::SubmitClaim, "李娜", claim).status();
}

}  // namespace

absl::Status PublishStandard(const Office& office) {
  using Stub = standards::v1::StandardsService::Stub;
  auto& stub = *office.standards;
  standards::v1::ProposeStandardRequest propose;
  propose.set_standard_id("S-1");
  propose.set_title("车载激光雷达性能要求及试验方法");
  propose.set_tier(standards::v1::TIER_NATIONAL);
  propose.set_proposer_id("E-1");
  propose.add_product_ids("P-1");
  propose.set_proposed_date("2021-03-02");
  RETURN_IF_ERROR(Record(stub, &Stub::ProposeStandard, propose));
  standards::v1::ApproveStandardRequest approve;
  approve.set_standard_id("S-1");
  approve.set_plan_number("20214567-T-339");
  approve.set_approved_date("2021-04-12");
  approve.set_document("国家标准制修订计划");
  RETURN_IF_ERROR(Record(stub, &Stub::ApproveStandard, approve));
  standards::v1::NameDrafterRequest name;
  name.set_standard_id("S-1");
  name.set_enterprise_id("E-1");
  name.set_role(standards::v1::DRAFTER_ROLE_LEAD);
  name.set_rank(1);
  name.set_named_date("2021-04-13");
  RETURN_IF_ERROR(Record(stub, &Stub::NameDrafter, name));
  standards::v1::CompleteDraftRequest draft;
  draft.set_standard_id("S-1");
  draft.set_drafted_date("2021-06-15");
  draft.set_document("报批稿");
  RETURN_IF_ERROR(Record(stub, &Stub::CompleteDraft, draft));
  standards::v1::PublishStandardRequest publish;
  publish.set_standard_id("S-1");
  publish.set_number("GB/T 40429-2021");
  publish.set_publisher("国家标准化管理委员会");
  publish.set_published_date("2021-08-20");
  return Record(stub, &Stub::PublishStandard, publish);
}

grants::v1::OpenRoundRequest StandardsGuide() {
  grants::v1::OpenRoundRequest guide;
  auto& row = *guide.mutable_standards_guide()->add_rows();
  row.set_tier(standards::v1::TIER_NATIONAL);
  row.set_role(standards::v1::DRAFTER_ROLE_LEAD);
  row.set_amount_fen(30'000'000);
  guide.mutable_standards_guide()->mutable_cap_per_enterprise_year()->set_fen(20'000'000);
  return guide;
}

absl::Status ClaimStandard(const Office& office, const std::string& claim_id,
                           const std::string& round_id, const std::string& date) {
  grants::v1::SubmitClaimRequest request = ClaimOf(claim_id, round_id, date);
  request.mutable_standards()->set_limit_year(2021);
  auto& claimed = *request.mutable_standards()->add_standards();
  claimed.set_standard_id("S-1");
  claimed.set_product_id("P-1");
  return Submit(office, request);
}

absl::Status PayForABooth(const Office& office) {
  using Stub = exchange::v1::ExchangeService::Stub;
  auto& stub = *office.exchange;
  exchange::v1::PlanEventRequest plan;
  plan.set_event_id("X-1");
  plan.set_kind(exchange::v1::EVENT_KIND_EXHIBITION_ABROAD);
  plan.set_name("慕尼黑国际激光展");
  plan.set_country("DE");
  plan.set_city("Munich");
  plan.set_begins_date("2021-10-05");
  plan.set_ends_date("2021-10-08");
  plan.set_document("重要境外展会目录（2021年）");
  RETURN_IF_ERROR(Record(stub, &Stub::PlanEvent, plan));
  exchange::v1::RegisterParticipationRequest take_part;
  take_part.set_event_id("X-1");
  take_part.set_enterprise_id("E-1");
  take_part.set_role(exchange::v1::PARTICIPANT_ROLE_EXHIBITOR);
  take_part.add_product_ids("P-1");
  take_part.set_registered_date("2021-06-01");
  RETURN_IF_ERROR(Record(stub, &Stub::RegisterParticipation, take_part));
  exchange::v1::RecordExpenseRequest pay;
  pay.set_expense_id("EX-1");
  pay.set_event_id("X-1");
  pay.set_enterprise_id("E-1");
  pay.set_category(exchange::v1::EXPENSE_CATEGORY_BOOTH);
  pay.set_issuer("Messe München GmbH");
  pay.set_voucher_number("R-2021002");
  pay.set_paid_date("2021-09-10");
  pay.set_currency("EUR");
  pay.set_amount_minor(1'000'001);
  pay.mutable_conversion()->set_numerator(75'432);
  pay.mutable_conversion()->set_denominator(10'000);
  pay.mutable_conversion()->set_source("中国银行外汇牌价");
  pay.mutable_conversion()->set_rate_date("2021-09-10");
  RETURN_IF_ERROR(Record(stub, &Stub::RecordExpense, pay));
  exchange::v1::ApproveExpenseRequest approve;
  approve.set_expense_id("EX-1");
  approve.set_approved_fen(7'543'207);
  approve.set_approved_date("2021-10-20");
  return Office::Call(stub, &Stub::ApproveExpense, "周敏", approve).status();
}

grants::v1::OpenRoundRequest ExchangeGuide() {
  grants::v1::OpenRoundRequest guide;
  auto& row = *guide.mutable_exchange_guide()->add_rows();
  row.set_event_kind(exchange::v1::EVENT_KIND_EXHIBITION_ABROAD);
  row.set_category(exchange::v1::EXPENSE_CATEGORY_BOOTH);
  row.set_limit_fen(10'000'000);
  guide.mutable_exchange_guide()->mutable_cap_per_enterprise_year()->set_none(true);
  return guide;
}

absl::Status ClaimBooth(const Office& office, const std::string& claim_id,
                        const std::string& round_id, const std::string& date) {
  grants::v1::SubmitClaimRequest request = ClaimOf(claim_id, round_id, date);
  request.mutable_exchange()->set_event_id("X-1");
  request.mutable_exchange()->set_product_id("P-1");
  request.mutable_exchange()->add_expense_ids("EX-1");
  return Submit(office, request);
}

absl::Status RegisterInsurer(const Office& office) {
  insurance::v1::RegisterInsurerRequest insurer;
  insurer.set_insurer_id("I-1");
  insurer.set_credit_code("91110108MA01000023");
  insurer.set_name("中关村财产保险股份有限公司");
  return Record(*office.insurance, &InsuranceService::Stub::RegisterInsurer, insurer);
}

absl::Status Insure(const Office& office, const std::string& policy_id, std::int64_t premium_fen) {
  insurance::v1::BindInsurancePolicyRequest request;
  request.set_policy_id(policy_id);
  request.set_insurer_id("I-1");
  request.set_number("保单-" + policy_id);
  request.set_enterprise_id("E-1");
  request.add_product_ids("P-1");
  request.set_from_date("2021-03-01");
  request.set_to_date("2022-02-28");
  request.set_premium_fen(premium_fen);
  request.set_bound_date("2021-02-20");
  return Record(*office.insurance, &InsuranceService::Stub::BindInsurancePolicy, request);
}

absl::Status PayPremium(const Office& office, const std::string& policy_id,
                        const std::string& voucher, const std::string& time,
                        std::int64_t amount_fen) {
  insurance::v1::RecordPremiumPaymentRequest request;
  request.set_policy_id(policy_id);
  request.set_voucher_number(voucher);
  request.set_paid_time(time);
  request.set_amount_fen(amount_fen);
  return Record(*office.insurance, &InsuranceService::Stub::RecordPremiumPayment, request);
}

absl::Status ClaimPremium(const Office& office, const std::string& claim_id,
                          const std::string& round_id, std::uint32_t limit_year,
                          const std::vector<std::string>& policy_ids, const std::string& date) {
  grants::v1::SubmitClaimRequest request = ClaimOf(claim_id, round_id, date);
  request.mutable_insurance()->set_limit_year(limit_year);
  for (const std::string& id : policy_ids) request.mutable_insurance()->add_policy_ids(id);
  return Submit(office, request);
}

absl::Status RegisterLender(const Office& office) {
  financing::v1::RegisterLenderRequest lender;
  lender.set_lender_id("B-1");
  lender.set_credit_code("91110108MA01000023");
  lender.set_name("中关村银行股份有限公司");
  RETURN_IF_ERROR(Record(*office.financing, &FinancingService::Stub::RegisterLender, lender));
  financing::v1::RecordRevenueRequest revenue;
  revenue.set_enterprise_id("E-1");
  revenue.set_year(2020);
  revenue.set_revenue_fen(20'000'000'000);
  revenue.set_document("审计报告");
  return Record(*office.financing, &FinancingService::Stub::RecordRevenue, revenue);
}

absl::Status Borrow(const Office& office, const std::string& loan_id,
                    financing::v1::LoanType type) {
  financing::v1::SignLoanRequest loan;
  loan.set_loan_id(loan_id);
  loan.set_lender_id("B-1");
  loan.set_contract_number("借-" + loan_id);
  loan.set_enterprise_id("E-1");
  loan.set_type(type);
  loan.set_principal_fen(1'000'000'000);
  loan.set_signed_date("2021-03-01");
  loan.set_from_date("2021-03-01");
  loan.set_due_date("2024-03-01");
  loan.set_rate_numerator(36);
  loan.set_rate_denominator(1000);
  loan.set_days_per_year(360);
  RETURN_IF_ERROR(Record(*office.financing, &FinancingService::Stub::SignLoan, loan));
  financing::v1::RecordDisbursementRequest disbursement;
  disbursement.set_loan_id(loan_id);
  disbursement.set_voucher_number("放-" + loan_id);
  disbursement.set_amount_fen(1'000'000'000);
  disbursement.set_disbursed_date("2021-03-01");
  return Record(*office.financing, &FinancingService::Stub::RecordDisbursement, disbursement);
}

absl::StatusOr<financing::v1::RecordInterestPaymentResponse> PayInterest(const Office& office,
                                                                         const std::string& loan_id,
                                                                         const std::string& voucher,
                                                                         std::int64_t normal_fen) {
  financing::v1::RecordInterestPaymentRequest request;
  request.set_loan_id(loan_id);
  request.set_voucher_number(voucher);
  request.set_period_from_date("2021-03-01");
  request.set_period_to_date("2021-06-09");
  request.set_paid_time("2021-06-09T08:00:00Z");
  request.set_normal_fen(normal_fen);
  request.set_penalty_fen(100'000);
  return Office::Call(*office.financing, &FinancingService::Stub::RecordInterestPayment, "孙丽",
                      request);
}

absl::Status ClaimInterest(const Office& office, const std::string& claim_id,
                           const std::string& round_id, financing::v1::LoanType type,
                           const std::vector<std::string>& loan_ids, const std::string& date) {
  grants::v1::SubmitClaimRequest request = ClaimOf(claim_id, round_id, date);
  auto& claim = *request.mutable_financing();
  claim.set_credit_product(type);
  claim.set_limit_year(2021);
  claim.set_product_id("P-1");
  for (const std::string& id : loan_ids) claim.add_loan_ids(id);
  return Submit(office, request);
}

}  // namespace debut::test
