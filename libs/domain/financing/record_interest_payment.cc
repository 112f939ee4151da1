#include "domain/financing/record_interest_payment.h"

#include "base/typed_text.h"
#include "domain/financing/financing_keys.h"
#include "domain/financing/guards.h"

namespace debut::financing {

using calendar::FormatDate;
using decision::Decision;
using money::Fen;

std::tuple<LoanFile, LenderFile, InterestVoucherHolder, policy::PolicyInForce>
RecordInterestPayment::Reads() const {
  return {LoanFile{loan_id}, LenderFile{lender_id}, InterestVoucherHolder{evidence_key},
          policy::PolicyInForce{paid_date}};
}

Decision RecordInterestPayment::Decide(const LoanFile& loan, const LenderFile& lender,
                                       const InterestVoucherHolder& holder,
                                       const policy::PolicyInForce& policy) const {
  if (!loan.recorded) return RejectLoanUnknown(loan_id);
  if (loan.lender_id != lender_id ||
      InterestVoucherKey(lender.credit_code, voucher_number) != evidence_key) {
    return decision::Stale{};
  }
  if (!holder.loan_id.empty()) {
    const auto recorded = loan.payments.find(base::NormaliseNumber(voucher_number));
    if (recorded != loan.payments.end() && recorded->second.period == period &&
        recorded->second.paid_date == paid_date && recorded->second.parts == parts) {
      return decision::Nothing();
    }
    return RejectVoucherRecorded(voucher_number, holder.loan_id);
  }
  if (auto refusal = RefusalOfPeriod(loan)) return *std::move(refusal);

  v1::InterestPaid fact;
  fact.set_loan_id(loan_id);
  fact.set_evidence_key(evidence_key);
  fact.set_voucher_number(voucher_number);
  fact.set_period_from_date(FormatDate(period.from));
  fact.set_period_to_date(FormatDate(period.to));
  fact.set_paid_time(paid_time);
  fact.set_paid_date(FormatDate(paid_date));
  fact.set_limit_year(static_cast<std::uint32_t>(calendar::LimitYear(paid_date)));
  fact.set_normal_fen(parts.normal.count);
  fact.set_penalty_fen(parts.penalty.count);
  fact.set_overdue_fen(parts.overdue.count);
  fact.set_extension_fen(parts.extension.count);
  fact.set_fee_fen(parts.fee.count);
  fact.set_enterprise_id(loan.enterprise_id);
  const Fen expected = loan.ExpectedInterest(period);
  fact.set_expected_fen(expected.count);
  fact.set_plausibility(PlausibilityOf(loan, expected, policy));
  return decision::Record(fact);
}

std::optional<Decision> RecordInterestPayment::RefusalOfPeriod(const LoanFile& loan) const {
  if (parts.normal == Fen()) return std::nullopt;
  if (!loan.refinanced_by_loan_id.empty() && period.to > loan.refinanced_date) {
    return decision::Reject(
        kLoanAlreadyRefinanced,
        fmt::format("{} was refinanced by {} on {}", loan_id, loan.refinanced_by_loan_id,
                    FormatDate(loan.refinanced_date)),
        {{"refinanced_by_loan_id", loan.refinanced_by_loan_id},
         {"refinanced_date", FormatDate(loan.refinanced_date)}});
  }
  if (loan.from <= period.from && period.to <= loan.due) return std::nullopt;
  return decision::Reject(
      kInterestOutsideTerm,
      fmt::format("normal interest on {} runs from {} to {}", loan_id, FormatDate(loan.from),
                  FormatDate(loan.due)),
      {{"from_date", FormatDate(loan.from)}, {"due_date", FormatDate(loan.due)}});
}

// Vouchers of one period are looked at together: interest may be paid in parts.
v1::Plausibility RecordInterestPayment::PlausibilityOf(const LoanFile& loan, Fen expected,
                                                       const policy::PolicyInForce& policy) const {
  const policy::AdoptedPolicy* adopted = policy.InForce();
  if (parts.normal == Fen() || adopted == nullptr ||
      !adopted->version.financing().has_interest_tolerance()) {
    return v1::PLAUSIBILITY_NOT_CHECKED;
  }
  Fen paid = parts.normal;
  for (const auto& [voucher, payment] : loan.payments) {
    if (payment.period == period) paid += payment.Net();
  }
  const auto& figure = adopted->version.financing().interest_tolerance();
  const Fen tolerance =
      money::FloorMul(expected, money::Ratio(figure.numerator(), figure.denominator()));
  if (paid > expected + tolerance) return v1::PLAUSIBILITY_ABOVE_EXPECTED;
  if (paid < expected - tolerance) return v1::PLAUSIBILITY_BELOW_EXPECTED;
  return v1::PLAUSIBILITY_AS_EXPECTED;
}

}  // namespace debut::financing
