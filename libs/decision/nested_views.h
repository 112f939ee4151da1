#pragma once

#include "decision/view.h"

// What a view needs that consists of views.
namespace debut::decision {

// A nested view takes the event if it selects it; without items it selects nothing.
template <View V>
void ApplyIfSelected(V& view, const eventstore::SequencedEvent& event) {
  const eventstore::Query query = view.Selects();
  if (!query.items.empty() && Selected(query, event)) view.Apply(event);
}

inline void AddItems(const eventstore::Query& query, eventstore::Query& whole) {
  whole.items.insert(whole.items.end(), query.items.begin(), query.items.end());
}

}  // namespace debut::decision
