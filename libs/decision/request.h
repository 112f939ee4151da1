#pragma once

#include <string>
#include <vector>

#include "decision/outcome.h"
#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::decision {

// What a request has recorded so far: a view. It is part of every boundary of a command with a
// request id, so that no two copies of one request are recorded. An empty request id selects
// nothing.
struct RequestHistory {
  std::string request_id;
  std::vector<eventstore::SequencedEvent> recorded;

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event) { recorded.push_back(event); }
  bool operator==(const RequestHistory&) const = default;
};

// Completes decided events for the log: an event id, who asked, the request's tag, and the tag
// "via:<service>" if a service account asked on the principal's behalf.
void Stamp(const CommandContext& context, std::vector<eventstore::Event>& events);

}  // namespace debut::decision
