#pragma once

#include <string>

#include "debut/policy/v1/measure.pb.h"
#include "decision/view.h"
#include "money/fen.h"

namespace debut::grants {

// "3/2021": the budget of measure 3 in 2021.
std::string BudgetId(policy::v1::Measure measure, std::uint32_t year);

// What a budget has and where it went. At every position of the log
// allotted ≥ reserved + committed + spent.
struct BudgetUsage {
  std::string budget_id;  // Empty: selects nothing.
  bool exists = false;
  // Appropriations and transfers to it, less transfers from it and what has lapsed.
  money::Fen allotted = {};
  money::Fen reserved = {};   // Proposed, not granted.
  money::Fen committed = {};  // Granted, not paid.
  money::Fen spent = {};      // Less what was recovered in the budget's year.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  money::Fen Left() const { return allotted - reserved - committed - spent; }
  bool operator==(const BudgetUsage&) const = default;
};

static_assert(decision::View<BudgetUsage>);

}  // namespace debut::grants
