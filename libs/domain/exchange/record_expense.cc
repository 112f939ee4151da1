#include "domain/exchange/record_expense.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/exchange/guards.h"
#include "domain/exchange/reasons.h"

namespace debut::exchange {
namespace {

using calendar::FormatDate;

v1::ExpensePaid FactOf(const std::string& expense_id, const ExpenseTerms& terms,
                       const std::string& evidence_key) {
  v1::ExpensePaid fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id(terms.event_id);
  fact.set_enterprise_id(terms.enterprise_id);
  fact.set_category(terms.category);
  fact.set_issuer(terms.issuer);
  fact.set_voucher_number(terms.voucher_number);
  fact.set_voucher_line(terms.voucher_line);
  fact.set_evidence_key(evidence_key);
  fact.set_paid_date(FormatDate(terms.paid_date));
  fact.set_currency(terms.currency);
  fact.set_amount_minor(terms.amount_minor);
  if (terms.conversion.has_value()) {
    v1::Conversion& conversion = *fact.mutable_conversion();
    conversion.set_numerator(terms.conversion->rate.num());
    conversion.set_denominator(terms.conversion->rate.den());
    conversion.set_source(terms.conversion->source);
    conversion.set_rate_date(FormatDate(terms.conversion->rate_date));
  }
  fact.set_amount_fen(terms.Amount().count);
  return fact;
}

}  // namespace

std::tuple<EventFile, ExpenseFile, VoucherRecords> RecordExpense::Reads() const {
  return {EventFile{terms.event_id}, ExpenseFile{expense_id}, VoucherRecords{ExpenseKey(terms)}};
}

decision::Decision RecordExpense::Decide(const EventFile& event, const ExpenseFile& expense,
                                         const VoucherRecords& voucher) const {
  if (expense.recorded) {
    if (expense.terms == terms && !expense.voided) return decision::Nothing();
    return decision::RejectAlreadyExists(kExpenseAlreadyRecorded,
                                         fmt::format("{} is another expense", expense_id),
                                         {{"expense_id", expense_id}});
  }
  if (auto refusal = RefusalOfEvent(event)) return *std::move(refusal);
  if (!event.participations.contains(terms.enterprise_id)) {
    return decision::RejectNotFound(
        kParticipationUnknown,
        fmt::format("{} takes no part in {}", terms.enterprise_id, terms.event_id),
        {{"enterprise_id", terms.enterprise_id}, {"event_id", terms.event_id}});
  }
  if (const auto known = voucher.expense_ids.find(terms.enterprise_id);
      known != voucher.expense_ids.end()) {
    return decision::RejectAlreadyExists(
        kVoucherAlreadyRecorded,
        fmt::format("line {} of voucher {} is recorded as {}", terms.voucher_line,
                    terms.voucher_number, known->second),
        {{"expense_id", known->second}});
  }
  return decision::Record(FactOf(expense_id, terms, voucher.evidence_key));
}

std::tuple<ExpenseFile> VoidExpense::Reads() const { return {ExpenseFile{expense_id}}; }

decision::Decision VoidExpense::Decide(const ExpenseFile& expense) const {
  if (expense.voided) return decision::Nothing();
  if (auto refusal = RefusalOfExpense(expense, voided_date)) return *std::move(refusal);
  v1::ExpenseVoided fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id(expense.terms.event_id);
  fact.set_enterprise_id(expense.terms.enterprise_id);
  fact.set_evidence_key(expense.evidence_key);
  fact.set_voided_date(FormatDate(voided_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::exchange
