#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/exchange/event_file.h"
#include "domain/exchange/expense_file.h"

// Refusals that several commands share. Nothing: the guard lets the command pass.
namespace debut::exchange {

using Refusal = std::optional<decision::Decision>;

decision::Decision RejectEventUnknown(const std::string& event_id);
decision::Decision RejectExpenseUnknown(const std::string& expense_id);

// EVENT_UNKNOWN, EVENT_CANCELLED.
Refusal RefusalOfEvent(const EventFile& event);

// EXPENSE_UNKNOWN, EXPENSE_VOID, DATE_BEFORE_PAYMENT.
Refusal RefusalOfExpense(const ExpenseFile& expense, absl::CivilDay date);

}  // namespace debut::exchange
