#include "decision/view.h"

#include <algorithm>
#include <limits>

namespace debut::decision {

bool Selected(const eventstore::Query& query, const eventstore::SequencedEvent& event) {
  const bool pending = event.position == eventstore::Position{};
  const eventstore::Position position =
      pending ? eventstore::Position{std::numeric_limits<std::uint64_t>::max()} : event.position;
  return query.MatchingItem(position, event.event).has_value();
}

eventstore::Query UnionOf(std::span<const eventstore::Query> queries) {
  eventstore::Query united;
  for (const eventstore::Query& query : queries) {
    for (const eventstore::QueryItem& item : query.items) {
      if (std::ranges::find(united.items, item) == united.items.end()) united.items.push_back(item);
    }
  }
  return united;
}

}  // namespace debut::decision
