#pragma once

#include <functional>
#include <set>
#include <vector>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"

namespace debut::redecision {

// Why two events hang together.
enum class Link {
  kCause,    // It led to the event, by the event's causation id, directly or over others.
  kInput,    // The event's calculation sheet takes a fact, its policy or its round from it.
  kRequest,  // It was recorded by the same request.
  kUsedBy,   // Its calculation sheet takes a fact, its policy or its round from the event.
  kEffect,   // The event led to it, directly or over others.
};

struct TracedEvent {
  Link link;
  eventstore::SequencedEvent event;
};

struct Trace {
  eventstore::SequencedEvent event;
  std::vector<TracedEvent> links;  // By kind, then in the order of the log.
};

// What an event came of and what came of it. Looks at every event of the log once, those before it
// only if it has a cause. NOT_FOUND: nothing is at the position. `progress` may be empty.
absl::StatusOr<Trace> TraceEvent(const eventstore::EventStore& log, eventstore::Position position,
                                 const std::function<void(eventstore::Position)>& progress);

// The positions that a decided fact's sheet names; none of another fact.
std::set<std::uint64_t> PositionsNamed(const eventstore::Event& event);

}  // namespace debut::redecision
