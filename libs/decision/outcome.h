#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decision/fact_codec.h"
#include "eventstore/event.h"

namespace debut::decision {

// Who asks for a decision, and how to recognise the question when it is asked again.
struct CommandContext {
  std::string principal;
  std::string via = {};        // The service account that acts on the principal's behalf, or empty.
  std::string request_id;      // AIP-155. Empty: not idempotent, for internal callers only.
  std::string request_digest;  // SHA-256 of the request's content.
  std::string trace_parent;
  std::string causation_id;  // event_id of the event that led to this command, or empty.
  std::string domain;        // The context that decides, "grants": the ErrorInfo of a rejection.
};

// What came of a command that wasn't rejected.
struct Outcome {
  // In the order decided. The recorded time is absl::InfiniteFuture() (not known here) unless
  // the outcome is a replay.
  std::vector<eventstore::SequencedEvent> recorded;
  // Of the last recorded event; of the head that was read if nothing was recorded.
  eventstore::Position position;
  // The request had been decided before; `recorded` is what was recorded then.
  bool replayed = false;
};

// The first recorded fact of this kind.
template <typename Fact>
std::optional<Fact> FactIn(const Outcome& outcome) {
  std::optional<Fact> found;
  for (const eventstore::SequencedEvent& event : outcome.recorded) {
    On<Fact>(event, [&](const Fact& fact) { found = fact; });
    if (found.has_value()) break;
  }
  return found;
}

}  // namespace debut::decision
