#include "eventstore/query.h"

#include <algorithm>

namespace debut::eventstore {

bool QueryItem::Matches(Position position, const Event& event) const {
  if (position <= after) return false;
  if (!types.empty() && std::ranges::find(types, event.type) == types.end()) return false;
  return std::ranges::all_of(tags, [&](const std::string& tag) {
    return std::ranges::find(event.tags, tag) != event.tags.end();
  });
}

bool Query::Matches(Position position, const Event& event) const {
  return items.empty() || MatchingItem(position, event).has_value();
}

std::optional<std::size_t> Query::MatchingItem(Position position, const Event& event) const {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].Matches(position, event)) return i;
  }
  return std::nullopt;
}

}  // namespace debut::eventstore
