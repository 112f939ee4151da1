#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/budget_usage.h"

namespace debut::grants {

// What happens to budgets in the course of their year, each time by a document. Not idempotent by
// themselves: two documents may move the same amount.

// Gives part of what is left of one measure's budget to another's of the same year.
struct TransferBudget {
  policy::v1::Measure from_measure = policy::v1::MEASURE_UNSPECIFIED;
  policy::v1::Measure to_measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t budget_year = 0;
  money::Fen amount;  // More than 0.
  std::string document;
  absl::CivilDay transferred_date;

  std::tuple<BudgetUsage, BudgetUsage> Reads() const;
  decision::Decision Decide(const BudgetUsage& from, const BudgetUsage& to) const;
};

// Takes away what is left at the end of the year. What is reserved or committed stays; what of it
// is released later is left again, and lapses by another document.
struct LapseBudget {
  policy::v1::Measure measure = policy::v1::MEASURE_UNSPECIFIED;
  std::uint32_t budget_year = 0;
  std::string document;
  absl::CivilDay lapsed_date;

  std::tuple<BudgetUsage> Reads() const;
  // Nothing if nothing is left.
  decision::Decision Decide(const BudgetUsage& budget) const;
};

static_assert(decision::Command<TransferBudget> && decision::Command<LapseBudget>);

}  // namespace debut::grants
