#include "domain/financing/sign_loan.h"

#include <algorithm>

#include "domain/financing/financing_keys.h"
#include "domain/financing/guards.h"

namespace debut::financing {
namespace {

using calendar::FormatDate;
using decision::Decision;

Decision RejectRecorded(const std::string& loan_id) {
  return decision::RejectAlreadyExists(kLoanAlreadyRecorded,
                                       fmt::format("the loan is recorded as {}", loan_id),
                                       {{"loan_id", loan_id}});
}

// Until when normal interest has been paid.
absl::CivilDay PaidUntil(const LoanFile& loan) {
  absl::CivilDay until = loan.from;
  for (const auto& [voucher, payment] : loan.payments) {
    if (payment.Net() > money::Fen()) until = std::max(until, payment.period.to);
  }
  return until;
}

}  // namespace

std::tuple<LoanFile, LoanKeyHolder, LenderFile, registry::Party, LoanFile> SignLoan::Reads() const {
  return {LoanFile{loan_id}, LoanKeyHolder{evidence_key}, LenderFile{lender_id}, borrower,
          LoanFile{refinances_loan_id}};
}

Decision SignLoan::Decide(const LoanFile& loan, const LoanKeyHolder& key_holder,
                          const LenderFile& lender, const registry::Party& party,
                          const LoanFile& refinanced) const {
  if (!lender.registered) return RejectLenderUnknown(lender_id);
  if (!party.Known()) return RejectEnterpriseUnknown(party.id());
  if (!party.Complete() || LoanKey(lender.credit_code, contract_number) != evidence_key) {
    return decision::Stale{};
  }
  if (loan.recorded) return RejectRecorded(loan_id);
  if (!key_holder.loan_id.empty()) return RejectRecorded(key_holder.loan_id);
  if (refinances_loan_id.empty()) return decision::Record(Fact());
  if (auto refusal = RefusalOfRefinancing(party, refinanced)) return *std::move(refusal);
  v1::LoanRefinanced link;
  link.set_loan_id(refinances_loan_id);
  link.set_refinanced_by_loan_id(loan_id);
  link.set_refinanced_date(FormatDate(from));
  return decision::Record(Fact(), link);
}

std::optional<Decision> SignLoan::RefusalOfRefinancing(const registry::Party& party,
                                                       const LoanFile& refinanced) const {
  if (!refinanced.recorded) return RejectLoanUnknown(refinances_loan_id);
  if (!party.Contains(refinanced.enterprise_id)) {
    return decision::Reject(
        kLoanOfAnother,
        fmt::format("{} is the loan of {}", refinances_loan_id, refinanced.enterprise_id),
        {{"loan_id", refinances_loan_id}, {"borrower_id", refinanced.enterprise_id}});
  }
  if (!refinanced.refinanced_by_loan_id.empty()) {
    return decision::Reject(kLoanAlreadyRefinanced,
                            fmt::format("{} was refinanced by {}", refinances_loan_id,
                                        refinanced.refinanced_by_loan_id),
                            {{"refinanced_by_loan_id", refinanced.refinanced_by_loan_id}});
  }
  if (PaidUntil(refinanced) <= from) return std::nullopt;
  const std::string until = FormatDate(PaidUntil(refinanced));
  return decision::Reject(
      kLoansOverlap,
      fmt::format("interest on {} has been paid until {}", refinances_loan_id, until),
      {{"loan_id", refinances_loan_id}, {"interest_until_date", until}});
}

v1::LoanSigned SignLoan::Fact() const {
  v1::LoanSigned fact;
  fact.set_loan_id(loan_id);
  fact.set_evidence_key(evidence_key);
  fact.set_lender_id(lender_id);
  fact.set_contract_number(contract_number);
  fact.set_enterprise_id(borrower.id());
  fact.set_type(type);
  fact.set_principal_fen(principal.count);
  fact.set_signed_date(FormatDate(signed_date));
  fact.set_from_date(FormatDate(from));
  fact.set_due_date(FormatDate(due));
  fact.set_rate_numerator(rate.num());
  fact.set_rate_denominator(rate.den());
  fact.set_days_per_year(days_per_year);
  return fact;
}

}  // namespace debut::financing
