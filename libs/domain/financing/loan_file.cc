#include "domain/financing/loan_file.h"

#include <algorithm>
#include <set>

#include "base/ensure.h"
#include "base/typed_text.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::financing {
namespace {

using base::NormaliseNumber;
using decision::On;
using decision::RecordedDate;
using money::Fen;

Fen SumUntil(const std::map<std::string, PrincipalMove>& moves, absl::CivilDay date) {
  Fen sum;
  for (const auto& [voucher, move] : moves) {
    if (move.date <= date) sum += move.amount;
  }
  return sum;
}

}  // namespace

eventstore::Query LoanFile::Selects() const {
  if (loan_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::LoanSigned, v1::LoanRefinanced, v1::LoanDisbursed,
                                       v1::LoanRateChanged, v1::PrincipalRepaid, v1::InterestPaid,
                                       v1::InterestRefunded>(),
            .tags = {decision::Tag("loan", loan_id)}}}};
}

void LoanFile::Apply(const eventstore::SequencedEvent& event) {
  if (loan_id.empty()) return;
  ApplyTerms(event);
  ApplyPrincipal(event);
  ApplyInterest(event);
}

void LoanFile::ApplyTerms(const eventstore::SequencedEvent& event) {
  On<v1::LoanSigned>(event, [&](const v1::LoanSigned& fact) {
    recorded = true;
    evidence_key = fact.evidence_key();
    lender_id = fact.lender_id();
    contract_number = fact.contract_number();
    enterprise_id = fact.enterprise_id();
    type = fact.type();
    principal = Fen(fact.principal_fen());
    signed_date = RecordedDate(fact.signed_date());
    from = RecordedDate(fact.from_date());
    due = RecordedDate(fact.due_date());
    rates.insert_or_assign(from, money::Ratio(fact.rate_numerator(), fact.rate_denominator()));
    days_per_year = fact.days_per_year();
    position = event.position;
  });
  On<v1::LoanRateChanged>(event, [&](const v1::LoanRateChanged& fact) {
    rates.insert_or_assign(RecordedDate(fact.from_date()),
                           money::Ratio(fact.rate_numerator(), fact.rate_denominator()));
  });
  On<v1::LoanRefinanced>(event, [&](const v1::LoanRefinanced& fact) {
    if (fact.refinanced_by_loan_id() == loan_id) {
      refinances_loan_id = fact.loan_id();
      return;
    }
    refinanced_by_loan_id = fact.refinanced_by_loan_id();
    refinanced_date = RecordedDate(fact.refinanced_date());
  });
}

void LoanFile::ApplyPrincipal(const eventstore::SequencedEvent& event) {
  On<v1::LoanDisbursed>(event, [&](const v1::LoanDisbursed& fact) {
    disbursements[NormaliseNumber(fact.voucher_number())] = {RecordedDate(fact.disbursed_date()),
                                                             Fen(fact.amount_fen())};
  });
  On<v1::PrincipalRepaid>(event, [&](const v1::PrincipalRepaid& fact) {
    repayments[NormaliseNumber(fact.voucher_number())] = {RecordedDate(fact.repaid_date()),
                                                          Fen(fact.amount_fen())};
  });
}

void LoanFile::ApplyInterest(const eventstore::SequencedEvent& event) {
  On<v1::InterestPaid>(event, [&](const v1::InterestPaid& fact) {
    payments[NormaliseNumber(fact.voucher_number())] = {
        .voucher_number = fact.voucher_number(),
        .evidence_key = fact.evidence_key(),
        .period = {RecordedDate(fact.period_from_date()), RecordedDate(fact.period_to_date())},
        .paid_date = RecordedDate(fact.paid_date()),
        .limit_year = fact.limit_year(),
        .parts = {Fen(fact.normal_fen()), Fen(fact.penalty_fen()), Fen(fact.overdue_fen()),
                  Fen(fact.extension_fen()), Fen(fact.fee_fen())},
        .refunded = Fen(),
        .expected = Fen(fact.expected_fen()),
        .plausibility = fact.plausibility(),
        .positions = {event.position}};
  });
  On<v1::InterestRefunded>(event, [&](const v1::InterestRefunded& fact) {
    const std::string voucher = NormaliseNumber(fact.voucher_number());
    refunds[NormaliseNumber(fact.refund_number())] = {voucher, RecordedDate(fact.refunded_date()),
                                                      Fen(fact.amount_fen())};
    const auto payment = payments.find(voucher);
    ENSURE(payment != payments.end(), "a refund of interest that was never paid");
    payment->second.refunded += Fen(fact.amount_fen());
    payment->second.positions.push_back(event.position);
  });
}

absl::CivilDay LoanFile::InterestEnds() const {
  return refinanced_by_loan_id.empty() ? due : std::min(due, refinanced_date);
}

Fen LoanFile::Disbursed() const { return SumUntil(disbursements, absl::CivilDay::max()); }

Fen LoanFile::Repaid() const { return SumUntil(repayments, absl::CivilDay::max()); }

Fen LoanFile::BalanceOn(absl::CivilDay date) const {
  return SumUntil(disbursements, date) - SumUntil(repayments, date);
}

Fen LoanFile::ExpectedInterest(const InterestPeriod& period) const {
  std::set<absl::CivilDay> starts{period.from, period.to};
  const auto add = [&](absl::CivilDay date) {
    if (period.from < date && date < period.to) starts.insert(date);
  };
  for (const auto& [date, rate] : rates) add(date);
  for (const auto& [voucher, move] : disbursements) add(move.date);
  for (const auto& [voucher, move] : repayments) add(move.date);
  Fen expected;
  for (auto start = starts.begin(); std::next(start) != starts.end(); ++start) {
    const auto next_rate = rates.upper_bound(*start);
    if (next_rate == rates.begin()) continue;  // Before the loan began.
    const money::Ratio rate = std::prev(next_rate)->second;
    const std::int64_t days = *std::next(start) - *start;
    expected += money::FloorMul(std::max(BalanceOn(*start), Fen()),
                                money::Ratio(rate.num() * days, rate.den() * days_per_year));
  }
  return expected;
}

eventstore::Query LoanKeyHolder::Selects() const {
  if (evidence_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::LoanSigned>(),
            .tags = {decision::Tag("loan_key", evidence_key)}}}};
}

void LoanKeyHolder::Apply(const eventstore::SequencedEvent& event) {
  On<v1::LoanSigned>(event, [&](const auto& fact) { loan_id = fact.loan_id(); });
}

eventstore::Query InterestVoucherHolder::Selects() const {
  if (evidence_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::InterestPaid>(),
            .tags = {decision::Tag("interest_voucher", evidence_key)}}}};
}

void InterestVoucherHolder::Apply(const eventstore::SequencedEvent& event) {
  On<v1::InterestPaid>(event, [&](const auto& fact) { loan_id = fact.loan_id(); });
}

}  // namespace debut::financing
