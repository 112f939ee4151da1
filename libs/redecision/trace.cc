#include "redecision/trace.h"

#include <fmt/format.h>

#include <algorithm>

#include "decision/request.h"
#include "redecision/decide_again.h"
#include "redecision/decided_fact.h"

namespace debut::redecision {
namespace {

using eventstore::Event;
using eventstore::EventStore;
using eventstore::Position;
using eventstore::SequencedEvent;

absl::StatusOr<SequencedEvent> EventAt(const EventStore& log, Position position) {
  eventstore::ReadResult found;
  if (position.value > 0) {
    ASSIGN_OR_RETURN(found,
                     eventstore::ReadAll(log, {}, {.after = {position.value - 1}, .limit = 1}));
  }
  if (found.events.empty()) {
    return absl::NotFoundError(fmt::format("there is no event at {}", position.value));
  }
  return found.events.front();
}

// A cause lies before what it led to.
absl::Status AddCauses(const EventStore& log, Trace& trace) {
  std::string wanted = trace.event.event.causation_id;
  if (wanted.empty()) return absl::OkStatus();
  return log
      .Read({}, {.direction = eventstore::Direction::kBackwards, .before = trace.event.position},
            [&](const SequencedEvent& event) {
              if (event.event.event_id != wanted) return true;
              trace.links.push_back({Link::kCause, event});
              wanted = event.event.causation_id;
              return !wanted.empty();
            })
      .status();
}

absl::Status AddInputs(const EventStore& log, Trace& trace) {
  for (const std::uint64_t position : PositionsNamed(trace.event.event)) {
    auto input = EventAt(log, {position});
    if (absl::IsNotFound(input.status())) continue;
    RETURN_IF_ERROR(input.status());
    trace.links.push_back({Link::kInput, *std::move(input)});
  }
  return absl::OkStatus();
}

absl::Status AddRequest(const EventStore& log, Trace& trace) {
  const decision::RequestHistory request{trace.event.event.request_id, {}};
  if (request.request_id.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto same, eventstore::ReadAll(log, request.Selects()));
  for (const SequencedEvent& event : same.events) {
    if (event.position != trace.event.position) trace.links.push_back({Link::kRequest, event});
  }
  return absl::OkStatus();
}

absl::Status AddWhatFollowed(const EventStore& log, const std::function<void(Position)>& progress,
                             Trace& trace) {
  std::set<std::string> led_by = {trace.event.event.event_id};
  const std::uint64_t place = trace.event.position.value;
  return log
      .Read({}, {.after = trace.event.position},
            [&](const SequencedEvent& event) {
              if (progress) progress(event.position);
              if (led_by.contains(event.event.causation_id)) {
                led_by.insert(event.event.event_id);
                trace.links.push_back({Link::kEffect, event});
              }
              if (PositionsNamed(event.event).contains(place)) {
                trace.links.push_back({Link::kUsedBy, event});
              }
              return true;
            })
      .status();
}

}  // namespace

std::set<std::uint64_t> PositionsNamed(const Event& event) {
  static const eventstore::Query decisions = Redecidable();
  if (!decisions.Matches({1}, event)) return {};
  const DecidedFact fact = DecidedFactIn(event);
  if (!fact.sheet) return {};
  std::set<std::uint64_t> positions = {fact.sheet->policy_position(), fact.sheet->round_position()};
  for (const auto& input : fact.sheet->inputs()) {
    positions.insert(input.positions().begin(), input.positions().end());
  }
  return positions;
}

absl::StatusOr<Trace> TraceEvent(const EventStore& log, Position position,
                                 const std::function<void(Position)>& progress) {
  Trace trace;
  ASSIGN_OR_RETURN(trace.event, EventAt(log, position));
  RETURN_IF_ERROR(AddCauses(log, trace));
  RETURN_IF_ERROR(AddInputs(log, trace));
  RETURN_IF_ERROR(AddRequest(log, trace));
  RETURN_IF_ERROR(AddWhatFollowed(log, progress, trace));
  std::ranges::stable_sort(trace.links, {}, [](const TracedEvent& each) {
    return std::pair(each.link, each.event.position);
  });
  return trace;
}

}  // namespace debut::redecision
