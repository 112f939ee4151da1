#include "services/exchange/answers.h"

#include "calendar/date.h"

namespace debut::exchange {

using calendar::FormatDate;

v1::ExchangeEvent EventOf(const EventFile& file) {
  v1::ExchangeEvent event;
  event.set_event_id(file.event_id);
  event.set_kind(file.kind);
  event.set_name(file.name);
  event.set_country(file.country);
  event.set_city(file.city);
  event.set_begins_date(FormatDate(file.begins_date));
  event.set_ends_date(FormatDate(file.ends_date));
  event.set_cancelled(file.cancelled_date.has_value());
  for (const auto& [enterprise_id, taken] : file.participations) {
    v1::Participation& participation = *event.add_participations();
    participation.set_enterprise_id(enterprise_id);
    participation.set_role(taken.role);
    for (const std::string& id : taken.product_ids) participation.add_product_ids(id);
  }
  return event;
}

v1::Expense ExpenseOf(const ExpenseFile& file) {
  const ExpenseTerms& terms = file.terms;
  v1::Expense expense;
  expense.set_expense_id(file.expense_id);
  expense.set_event_id(terms.event_id);
  expense.set_enterprise_id(terms.enterprise_id);
  expense.set_category(terms.category);
  expense.set_issuer(terms.issuer);
  expense.set_voucher_number(terms.voucher_number);
  expense.set_voucher_line(terms.voucher_line);
  expense.set_paid_date(FormatDate(terms.paid_date));
  expense.set_currency(terms.currency);
  expense.set_amount_minor(terms.amount_minor);
  if (terms.conversion.has_value()) {
    v1::Conversion& conversion = *expense.mutable_conversion();
    conversion.set_numerator(terms.conversion->rate.num());
    conversion.set_denominator(terms.conversion->rate.den());
    conversion.set_source(terms.conversion->source);
    conversion.set_rate_date(FormatDate(terms.conversion->rate_date));
  }
  expense.set_amount_fen(file.amount.count);
  if (file.approval.has_value()) {
    expense.set_approved(true);
    expense.set_approved_fen(file.approval->amount.count);
    expense.set_reason(file.approval->reason);
  }
  expense.set_voided(file.voided);
  return expense;
}

}  // namespace debut::exchange
