#include "projection/fold.h"

#include "base/status_macros.h"

namespace debut::projection {

eventstore::Query Narrow(const eventstore::Query& query, const std::vector<std::string>& tags) {
  eventstore::Query narrow;
  for (const eventstore::QueryItem& item : query.items) {
    for (const std::string& tag : tags) {
      narrow.items.push_back(item);
      narrow.items.back().tags.push_back(tag);
    }
  }
  return narrow;
}

absl::StatusOr<Rows> Fold(const eventstore::EventStore& log, const Projector& projector,
                          const eventstore::Query& query, eventstore::Position up_to) {
  Rows rows;
  // A query without items selects everything.
  if (query.items.empty() || up_to.value == 0) return rows;
  ASSIGN_OR_RETURN([[maybe_unused]] const eventstore::Position head,
                   log.Read(query, {.up_to = up_to}, [&](const eventstore::SequencedEvent& event) {
                     projector.Apply(event, rows);
                     return true;
                   }));
  RETURN_IF_ERROR(rows.status());
  return rows;
}

absl::StatusOr<eventstore::Position> PositionAt(const eventstore::EventStore& log,
                                                absl::Time time) {
  eventstore::Position position;
  ASSIGN_OR_RETURN(
      [[maybe_unused]] const eventstore::Position head,
      log.Read(
          {},
          {.direction = eventstore::Direction::kBackwards, .up_to_recorded_time = time, .limit = 1},
          [&](const eventstore::SequencedEvent& event) {
            position = event.position;
            return true;
          }));
  return position;
}

}  // namespace debut::projection
