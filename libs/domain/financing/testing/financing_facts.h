#pragma once

#include <string>

#include "debut/financing/v1/financing_events.pb.h"

// Facts about financing, for the histories of tests. Dates are ISO texts, amounts fen.
namespace debut::financing::testing {

inline constexpr char kLenderCode[] = "91110108MA01000036";

inline v1::LenderRegistered Lender(const std::string& lender_id = "B-1",
                                   const std::string& credit_code = kLenderCode) {
  v1::LenderRegistered fact;
  fact.set_lender_id(lender_id);
  fact.set_credit_code(credit_code);
  fact.set_name("中关村银行股份有限公司");
  fact.set_registered_date("2019-01-02");
  return fact;
}

inline v1::RevenueRecorded Revenue(const std::string& enterprise_id, std::uint32_t year,
                                   std::int64_t revenue_fen) {
  v1::RevenueRecorded fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_year(year);
  fact.set_revenue_fen(revenue_fen);
  fact.set_document("审计报告");
  return fact;
}

// E-1 borrowed 10,000,000 yuan from B-1 for 2020 and 2021 at 3.6 %, 360 days a year: 1,000 yuan a
// day.
inline v1::LoanSigned Signed(const std::string& loan_id, v1::LoanType type = v1::LOAN_TYPE_CREDIT,
                             const std::string& enterprise_id = "E-1") {
  v1::LoanSigned fact;
  fact.set_loan_id(loan_id);
  fact.set_evidence_key("loan/" + loan_id);
  fact.set_lender_id("B-1");
  fact.set_contract_number("借-" + loan_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_type(type);
  fact.set_principal_fen(1'000'000'000);
  fact.set_signed_date("2020-01-01");
  fact.set_from_date("2020-01-01");
  fact.set_due_date("2021-12-31");
  fact.set_rate_numerator(36);
  fact.set_rate_denominator(1000);
  fact.set_days_per_year(360);
  return fact;
}

inline v1::LoanDisbursed Disbursed(const std::string& loan_id, const std::string& voucher_number,
                                   const std::string& disbursed_date, std::int64_t amount_fen) {
  v1::LoanDisbursed fact;
  fact.set_loan_id(loan_id);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount_fen);
  fact.set_disbursed_date(disbursed_date);
  return fact;
}

inline v1::PrincipalRepaid Repaid(const std::string& loan_id, const std::string& voucher_number,
                                  const std::string& repaid_date, std::int64_t amount_fen,
                                  bool early = true) {
  v1::PrincipalRepaid fact;
  fact.set_loan_id(loan_id);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount_fen);
  fact.set_repaid_date(repaid_date);
  fact.set_early(early);
  return fact;
}

inline v1::LoanRateChanged RateChanged(const std::string& loan_id, const std::string& from_date,
                                       std::int64_t numerator, std::int64_t denominator) {
  v1::LoanRateChanged fact;
  fact.set_loan_id(loan_id);
  fact.set_from_date(from_date);
  fact.set_rate_numerator(numerator);
  fact.set_rate_denominator(denominator);
  return fact;
}

inline v1::LoanRefinanced Refinanced(const std::string& loan_id, const std::string& by_loan_id,
                                     const std::string& date) {
  v1::LoanRefinanced fact;
  fact.set_loan_id(loan_id);
  fact.set_refinanced_by_loan_id(by_loan_id);
  fact.set_refinanced_date(date);
  return fact;
}

// Normal interest of the first quarter of 2021, unless said otherwise.
inline v1::InterestPaid Paid(const std::string& loan_id, const std::string& voucher_number,
                             const std::string& paid_date, std::int64_t normal_fen,
                             const std::string& enterprise_id = "E-1") {
  v1::InterestPaid fact;
  fact.set_loan_id(loan_id);
  fact.set_evidence_key("interest/" + loan_id + "/" + voucher_number);
  fact.set_voucher_number(voucher_number);
  fact.set_period_from_date("2021-01-01");
  fact.set_period_to_date("2021-03-21");
  fact.set_paid_date(paid_date);
  fact.set_limit_year(static_cast<std::uint32_t>(std::stoul(paid_date.substr(0, 4))));
  fact.set_normal_fen(normal_fen);
  fact.set_enterprise_id(enterprise_id);
  fact.set_plausibility(v1::PLAUSIBILITY_NOT_CHECKED);
  return fact;
}

inline v1::InterestRefunded Refunded(const std::string& loan_id, const std::string& voucher_number,
                                     const std::string& refunded_date, std::int64_t amount_fen,
                                     const std::string& refund_number = "退-1") {
  v1::InterestRefunded fact;
  fact.set_loan_id(loan_id);
  fact.set_refund_number(refund_number);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount_fen);
  fact.set_refunded_date(refunded_date);
  fact.set_enterprise_id("E-1");
  return fact;
}

}  // namespace debut::financing::testing
