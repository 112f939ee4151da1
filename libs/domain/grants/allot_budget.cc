#include "domain/grants/allot_budget.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

bool PaysMoney(policy::v1::Measure measure) {
  return measure != policy::v1::MEASURE_CERTIFICATION && measure != policy::v1::MEASURE_PROMOTION;
}

}  // namespace

Refusal RefusalOfMeasureWithoutMoney(policy::v1::Measure measure) {
  if (PaysMoney(measure)) return {};
  return Refuse(kMeasureWithoutMoney,
                fmt::format("measure {} pays no money", static_cast<int>(measure)),
                {{"measure", policy::v1::Measure_Name(measure)}});
}

Refusal RefusalOfBudgetSize(const BudgetUsage& budget, money::Fen more) {
  if (more <= money::kAmountMax - budget.allotted) return {};
  return Refuse(
      kBudgetTooLarge,
      fmt::format("budget {} would pass {} fen", budget.budget_id, money::kAmountMax.count),
      {{"allotted_fen", std::to_string(budget.allotted.count)},
       {"allotted_fen_max", std::to_string(money::kAmountMax.count)}});
}

std::tuple<BudgetUsage> AllotBudget::Reads() const {
  return {BudgetUsage{BudgetId(measure, budget_year)}};
}

decision::Decision AllotBudget::Decide(const BudgetUsage& budget) const {
  if (auto refusal = RefusalOfMeasureWithoutMoney(measure)) return *refusal;
  if (auto refusal = RefusalOfBudgetSize(budget, amount)) return *refusal;
  v1::BudgetAllotted allotted;
  allotted.set_budget_id(budget.budget_id);
  allotted.set_measure(measure);
  allotted.set_budget_year(budget_year);
  allotted.set_amount_fen(amount.count);
  allotted.set_document(document);
  allotted.set_allotted_date(calendar::FormatDate(allotted_date));
  return decision::Record(allotted);
}

}  // namespace debut::grants
