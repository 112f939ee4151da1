#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/exchange/expense_file.h"

namespace debut::exchange {

// Somebody else than who recorded an expense says how much of it is eligible. Requires an amount of
// at least 0.
struct ApproveExpense {
  std::string expense_id;
  money::Fen approved;
  std::string reason;  // Needed if it is less than the expense.
  absl::CivilDay approved_date;
  std::string by;  // Authenticated name.

  std::tuple<ExpenseFile> Reads() const;
  // Nothing if the same is approved.
  decision::Decision Decide(const ExpenseFile& expense) const;
};

static_assert(decision::Command<ApproveExpense>);

}  // namespace debut::exchange
