#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/budget_usage.h"
#include "domain/grants/measure.h"

namespace debut::grants {

// MEASURE_WITHOUT_MONEY.
Refusal RefusalOfMeasureWithoutMoney(policy::v1::Measure measure);
// BUDGET_TOO_LARGE: with `more` the budget would pass what can be recorded.
Refusal RefusalOfBudgetSize(const BudgetUsage& budget, money::Fen more);

// Adds an appropriation to the budget of (measure, year). Not idempotent by itself: two documents
// may appropriate the same amount.
struct AllotBudget {
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t budget_year = 0;
  money::Fen amount;  // More than 0.
  std::string document;
  absl::CivilDay allotted_date;

  std::tuple<BudgetUsage> Reads() const;
  decision::Decision Decide(const BudgetUsage& budget) const;
};

static_assert(decision::Command<AllotBudget>);

}  // namespace debut::grants
