#include "domain/financing/move_principal.h"

#include "base/typed_text.h"
#include "domain/financing/guards.h"
#include "money/amount_text.h"

namespace debut::financing {

using base::NormaliseNumber;
using calendar::FormatDate;
using decision::Decision;
using money::Fen;

Decision RecordDisbursement::Decide(const LoanFile& loan) const {
  if (auto refusal = RefusalOfFactOn(loan, disbursed_date)) return *std::move(refusal);
  const auto recorded = loan.disbursements.find(NormaliseNumber(voucher_number));
  if (recorded != loan.disbursements.end()) {
    if (recorded->second == PrincipalMove{disbursed_date, amount}) return decision::Nothing();
    return RejectVoucherRecorded(voucher_number, loan_id);
  }
  const Fen room = loan.principal - loan.Disbursed();
  if (amount > room) {
    return decision::Reject(
        kDisbursementAbovePrincipal,
        fmt::format("{} yuan are left of the principal of {}", money::FormatAmount(room), loan_id),
        {{"room_fen", std::to_string(room.count)}});
  }
  v1::LoanDisbursed fact;
  fact.set_loan_id(loan_id);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount.count);
  fact.set_disbursed_date(FormatDate(disbursed_date));
  return decision::Record(fact);
}

Decision RecordPrincipalRepayment::Decide(const LoanFile& loan) const {
  if (!loan.recorded) return RejectLoanUnknown(loan_id);
  const auto recorded = loan.repayments.find(NormaliseNumber(voucher_number));
  if (recorded != loan.repayments.end()) {
    if (recorded->second == PrincipalMove{repaid_date, amount}) return decision::Nothing();
    return RejectVoucherRecorded(voucher_number, loan_id);
  }
  // At no day may more be repaid than was disbursed by then.
  const Fen balance = std::min(loan.BalanceOn(repaid_date), loan.Disbursed() - loan.Repaid());
  if (amount > balance) {
    return decision::Reject(
        kRepaymentAboveBalance,
        fmt::format("{} yuan of {} are outstanding", money::FormatAmount(balance), loan_id),
        {{"balance_fen", std::to_string(balance.count)}});
  }
  v1::PrincipalRepaid fact;
  fact.set_loan_id(loan_id);
  fact.set_voucher_number(voucher_number);
  fact.set_amount_fen(amount.count);
  fact.set_repaid_date(FormatDate(repaid_date));
  fact.set_early(repaid_date < loan.due);
  return decision::Record(fact);
}

Decision ChangeLoanRate::Decide(const LoanFile& loan) const {
  if (auto refusal = RefusalOfFactOn(loan, from)) return *std::move(refusal);
  const auto recorded = loan.rates.find(from);
  if (recorded != loan.rates.end() && recorded->second == rate) return decision::Nothing();
  v1::LoanRateChanged fact;
  fact.set_loan_id(loan_id);
  fact.set_from_date(FormatDate(from));
  fact.set_rate_numerator(rate.num());
  fact.set_rate_denominator(rate.den());
  return decision::Record(fact);
}

}  // namespace debut::financing
