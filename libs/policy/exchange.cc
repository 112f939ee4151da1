#include "policy/exchange.h"

#include <set>

namespace debut::policy {

void CalculateExchange(const v1::ExchangeRules& rules, const ExchangeInputs& inputs,
                       Calculation& calculation) {
  std::set<std::string> categories;
  for (const EligibleExpense& expense : inputs.expenses) {
    categories.insert(expense.category);
    calculation.Input(expense.category, expense.expense_id, expense.approved, expense.positions,
                      rules.eligible_expense_article());
    if (expense.reason.empty()) continue;
    calculation.Fact("approval_reason", expense.expense_id, expense.reason, expense.positions,
                     rules.eligible_expense_article());
  }
  for (const std::string& category : categories) {
    calculation.Item(category, inputs.limits.at(category), rules.item_limit_article());
  }
  calculation.Rate(inputs.rate, rules.rate_max().article());
  calculation.Cap(inputs.cap, rules.cap_article());
  calculation.Room(inputs.cap, inputs.cap_used, rules.cap_article());
}

}  // namespace debut::policy
