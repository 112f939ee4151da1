#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "domain/grants/budget_usage.h"
#include "domain/grants/cap_usage.h"

namespace debut::grants::testing {

// What of each cap and each budget a log says is used.
struct Totals {
  std::vector<CapUsage> caps;
  std::vector<BudgetUsage> budgets;

  static Totals Of(const std::vector<eventstore::SequencedEvent>& events,
                   const std::vector<std::string>& cap_keys,
                   const std::vector<std::string>& budget_ids) {
    Totals totals;
    for (const std::string& key : cap_keys) totals.caps.push_back(Folded(CapUsage{{key}}, events));
    for (const std::string& id : budget_ids)
      totals.budgets.push_back(Folded(BudgetUsage{id}, events));
    return totals;
  }
  bool operator==(const Totals&) const = default;

 private:
  template <typename View>
  static View Folded(View view, const std::vector<eventstore::SequencedEvent>& events) {
    const eventstore::Query selects = view.Selects();
    for (const auto& event : events) {
      if (decision::Selected(selects, event)) view.Apply(event);
    }
    return view;
  }
};

// Nothing of the real world is named by both.
inline bool Unrelated(const eventstore::SequencedEvent& a, const eventstore::SequencedEvent& b) {
  const auto& tags = b.event.tags;  // Sorted, as a's.
  return std::ranges::none_of(
      a.event.tags, [&](const std::string& tag) { return std::ranges::binary_search(tags, tag); });
}

// The events after as many swaps of unrelated neighbours as there are events.
inline std::vector<eventstore::SequencedEvent> Shuffled(
    std::vector<eventstore::SequencedEvent> events, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (std::size_t swap = 0; swap < events.size(); ++swap) {
    const std::size_t place = random() % (events.size() - 1);
    if (Unrelated(events[place], events[place + 1])) std::swap(events[place], events[place + 1]);
  }
  return events;
}

}  // namespace debut::grants::testing
