#include "services/financing/answers.h"

#include "calendar/date.h"

namespace debut::financing {
namespace {

using calendar::FormatDate;

v1::InterestVoucher VoucherOf(const InterestPayment& payment) {
  const InterestParts& parts = payment.parts;
  v1::InterestVoucher voucher;
  voucher.set_voucher_number(payment.voucher_number);
  voucher.set_period_from_date(FormatDate(payment.period.from));
  voucher.set_period_to_date(FormatDate(payment.period.to));
  voucher.set_paid_date(FormatDate(payment.paid_date));
  voucher.set_limit_year(payment.limit_year);
  voucher.set_normal_fen(parts.normal.count);
  voucher.set_other_fen((parts.penalty + parts.overdue + parts.extension + parts.fee).count);
  voucher.set_refunded_fen(payment.refunded.count);
  voucher.set_expected_fen(payment.expected.count);
  voucher.set_plausibility(payment.plausibility);
  return voucher;
}

}  // namespace

v1::Loan LoanOf(const LoanFile& file) {
  v1::Loan loan;
  loan.set_loan_id(file.loan_id);
  loan.set_lender_id(file.lender_id);
  loan.set_contract_number(file.contract_number);
  loan.set_enterprise_id(file.enterprise_id);
  loan.set_type(file.type);
  loan.set_principal_fen(file.principal.count);
  loan.set_signed_date(FormatDate(file.signed_date));
  loan.set_from_date(FormatDate(file.from));
  loan.set_due_date(FormatDate(file.due));
  for (const auto& [from, rate] : file.rates) {
    v1::LoanRate& added = *loan.add_rates();
    added.set_from_date(FormatDate(from));
    added.set_rate_numerator(rate.num());
    added.set_rate_denominator(rate.den());
  }
  loan.set_days_per_year(file.days_per_year);
  loan.set_disbursed_fen(file.Disbursed().count);
  loan.set_repaid_fen(file.Repaid().count);
  loan.set_refinanced_by_loan_id(file.refinanced_by_loan_id);
  loan.set_refinances_loan_id(file.refinances_loan_id);
  for (const auto& [number, payment] : file.payments) *loan.add_vouchers() = VoucherOf(payment);
  return loan;
}

v1::LoanInterest InterestOf(const LoanFile& file, std::uint32_t limit_year) {
  money::Fen normal;
  money::Fen refunded;
  for (const auto& [number, payment] : file.payments) {
    if (payment.limit_year != limit_year) continue;
    normal += payment.parts.normal;
    refunded += payment.refunded;
  }
  v1::LoanInterest interest;
  interest.set_loan_id(file.loan_id);
  interest.set_normal_fen(normal.count);
  interest.set_refunded_fen(refunded.count);
  return interest;
}

}  // namespace debut::financing
