#include "domain/exchange/approve_expense.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/exchange/guards.h"
#include "domain/exchange/reasons.h"
#include "money/amount_text.h"

namespace debut::exchange {

std::tuple<ExpenseFile> ApproveExpense::Reads() const { return {ExpenseFile{expense_id}}; }

decision::Decision ApproveExpense::Decide(const ExpenseFile& expense) const {
  if (auto refusal = RefusalOfExpense(expense, approved_date)) return *std::move(refusal);
  if (by.empty() || expense.recorded_by.empty()) {
    return decision::Reject(kPrincipalUnknown, "it is not known who approves, or who recorded");
  }
  if (by == expense.recorded_by) {
    return decision::Reject(kApproverIsRecorder,
                            fmt::format("whoever recorded {} may not approve it", expense_id));
  }
  if (approved > expense.amount) {
    return decision::Reject(
        kApprovedAboveExpense,
        fmt::format("{} cost {} yuan", expense_id, money::FormatAmount(expense.amount)),
        {{"amount_fen", std::to_string(expense.amount.count)}});
  }
  if (approved < expense.amount && reason.empty()) {
    return decision::Reject(kApprovalReasonMissing,
                            fmt::format("less than the {} yuan of {} needs a reason",
                                        money::FormatAmount(expense.amount), expense_id));
  }
  if (expense.approval == Approval{approved, reason, approved_date}) return decision::Nothing();

  v1::ExpenseApproved fact;
  fact.set_expense_id(expense_id);
  fact.set_event_id(expense.terms.event_id);
  fact.set_approved_fen(approved.count);
  fact.set_reason(reason);
  fact.set_approved_date(calendar::FormatDate(approved_date));
  return decision::Record(fact);
}

}  // namespace debut::exchange
