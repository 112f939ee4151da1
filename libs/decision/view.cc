#include "decision/view.h"

#include <limits>

namespace debut::decision {

eventstore::Position PlaceOf(const eventstore::SequencedEvent& event) {
  const bool pending = event.position == eventstore::Position{};
  return pending ? eventstore::Position{std::numeric_limits<std::uint64_t>::max()} : event.position;
}

bool Selected(const eventstore::Query& query, const eventstore::SequencedEvent& event) {
  return query.MatchingItem(PlaceOf(event), event.event).has_value();
}

}  // namespace debut::decision
