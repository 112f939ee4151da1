#include "domain/exchange/guards.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/exchange/reasons.h"

namespace debut::exchange {

using calendar::FormatDate;

decision::Decision RejectEventUnknown(const std::string& event_id) {
  return decision::RejectNotFound(kEventUnknown, fmt::format("no event {} is planned", event_id),
                                  {{"event_id", event_id}});
}

decision::Decision RejectExpenseUnknown(const std::string& expense_id) {
  return decision::RejectNotFound(kExpenseUnknown,
                                  fmt::format("no expense {} is recorded", expense_id),
                                  {{"expense_id", expense_id}});
}

Refusal RefusalOfEvent(const EventFile& event) {
  if (!event.planned) return RejectEventUnknown(event.event_id);
  if (!event.cancelled_date.has_value()) return std::nullopt;
  const std::string date = FormatDate(*event.cancelled_date);
  return decision::Reject(kEventCancelled,
                          fmt::format("{} was cancelled on {}", event.event_id, date),
                          {{"cancelled_date", date}});
}

Refusal RefusalOfExpense(const ExpenseFile& expense, absl::CivilDay date) {
  if (!expense.recorded) return RejectExpenseUnknown(expense.expense_id);
  if (expense.voided) {
    return decision::Reject(kExpenseVoid, fmt::format("{} is void", expense.expense_id));
  }
  if (date >= expense.terms.paid_date) return std::nullopt;
  const std::string paid_date = FormatDate(expense.terms.paid_date);
  return decision::Reject(
      kDateBeforePayment,
      fmt::format("{} was paid on {}, after {}", expense.expense_id, paid_date, FormatDate(date)),
      {{"paid_date", paid_date}});
}

}  // namespace debut::exchange
