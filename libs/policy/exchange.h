#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"
#include "policy/calculation.h"

namespace debut::policy {

// What was approved of one expense of an event.
struct EligibleExpense {
  std::string expense_id;
  std::string category;  // "EXPENSE_CATEGORY_BOOTH"
  money::Fen approved;
  std::string reason;                           // Why it is less than the expense; else empty.
  std::vector<eventstore::Position> positions;  // Of the payment and the approvals.
};

// What measure 6 (国际交流) computes an award from.
struct ExchangeInputs {
  std::vector<EligibleExpense> expenses;
  std::map<std::string, money::Fen> limits;  // By category; the guide has one for each.
  money::Ratio rate{0, 1};                   // The round's.
  std::optional<money::Fen> cap;  // Of the enterprise and year; nothing: the guide has none.
  money::Fen cap_used;
};

// S = min(floor(Σ_category min(Σ approved, limit) · r), cap − already awarded). Adds inputs and the
// steps ITEM for each category, RATE, CAP, ROOM to `calculation`. Raising an approved amount, a
// limit, the rate or the cap never lowers the result. Requires a limit for each category.
void CalculateExchange(const v1::ExchangeRules& rules, const ExchangeInputs& inputs,
                       Calculation& calculation);

}  // namespace debut::policy
