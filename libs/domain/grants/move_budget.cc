#include "domain/grants/move_budget.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/allot_budget.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

Refusal RefusalOfUnknown(const BudgetUsage& budget) {
  if (budget.exists) return {};
  return RefuseNotFound(kBudgetUnknown, fmt::format("nothing was allotted to {}", budget.budget_id),
                        {{"budget_id", budget.budget_id}});
}

}  // namespace

std::tuple<BudgetUsage, BudgetUsage> TransferBudget::Reads() const {
  return {BudgetUsage{BudgetId(from_measure, budget_year)},
          BudgetUsage{BudgetId(to_measure, budget_year)}};
}

Decision TransferBudget::Decide(const BudgetUsage& from, const BudgetUsage& to) const {
  if (auto refusal = RefusalOfMeasureWithoutMoney(to_measure)) return *refusal;
  if (from_measure == to_measure) {
    return Refuse(kBudgetsAreOne, fmt::format("both are budget {}", from.budget_id),
                  {{"budget_id", from.budget_id}});
  }
  if (auto refusal = RefusalOfUnknown(from)) return *refusal;
  if (amount > from.Left()) {
    return Refuse(kBudgetExceeded,
                  fmt::format("{} fen are left of budget {}, and {} would go", from.Left().count,
                              from.budget_id, amount.count),
                  {{"budget_id", from.budget_id}, {"room_fen", std::to_string(from.Left().count)}});
  }
  if (auto refusal = RefusalOfBudgetSize(to, amount)) return *refusal;
  v1::BudgetTransferred transferred;
  transferred.set_from_budget_id(from.budget_id);
  transferred.set_to_budget_id(to.budget_id);
  transferred.set_to_measure(to_measure);
  transferred.set_budget_year(budget_year);
  transferred.set_amount_fen(amount.count);
  transferred.set_document(document);
  transferred.set_transferred_date(FormatDate(transferred_date));
  return decision::Record(transferred);
}

std::tuple<BudgetUsage> LapseBudget::Reads() const {
  return {BudgetUsage{BudgetId(measure, budget_year)}};
}

Decision LapseBudget::Decide(const BudgetUsage& budget) const {
  if (auto refusal = RefusalOfUnknown(budget)) return *refusal;
  const absl::CivilDay last_day(budget_year, 12, 31);
  if (lapsed_date < last_day) {
    return Refuse(kBudgetYearNotOver,
                  fmt::format("budget {} lasts until {}", budget.budget_id, FormatDate(last_day)),
                  {{"last_date", FormatDate(last_day)}});
  }
  if (budget.Left() <= money::Fen(0)) return decision::Nothing();
  v1::BudgetLapsed lapsed;
  lapsed.set_budget_id(budget.budget_id);
  lapsed.set_amount_fen(budget.Left().count);
  lapsed.set_document(document);
  lapsed.set_lapsed_date(FormatDate(lapsed_date));
  return decision::Record(lapsed);
}

}  // namespace debut::grants
