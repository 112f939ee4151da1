#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "projection/projector.h"

namespace debut::projection {

// What the projector selects, of events with any of `tags` only.
eventstore::Query Narrow(const eventstore::Query& query, const std::vector<std::string>& tags);

// The rows that the projector makes of the events that `query` selects, up to `up_to`, in memory.
// With Narrow(projector.Selects(), {a key's tag}) these are that key's rows as of a position: the
// same function that keeps the model answers about the past.
absl::StatusOr<Rows> Fold(const eventstore::EventStore& log, const Projector& projector,
                          const eventstore::Query& query, eventstore::Position up_to);

// The last position that was recorded at `time` or before; zero if none was.
absl::StatusOr<eventstore::Position> PositionAt(const eventstore::EventStore& log, absl::Time time);

}  // namespace debut::projection
