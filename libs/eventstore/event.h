#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace debut::eventstore {

// Place of an event in the one global sequence, from 1 and without gaps. Zero: before the first
// event.
struct Position {
  std::uint64_t value = 0;
  auto operator<=>(const Position&) const = default;
};

// A fact as a writer hands it over. Limits: see limits.h.
struct Event {
  std::string type;               // Full name of the protobuf message in `payload`.
  std::vector<std::string> tags;  // "claim:C-7", sorted, unique.
  std::string payload;
  std::uint32_t schema = 1;    // Schema version of `type`, from 1.
  std::string event_id;        // 16 bytes (RFC 4122); the store makes one if empty.
  std::string principal;       // Who acted.
  std::string request_id;      // AIP-155; also the tag "request:<id>".
  std::string request_digest;  // SHA-256 of the request's content, or empty.
  std::string causation_id;    // event_id of the event that led to this one, or empty.
  std::string trace_parent;    // W3C trace context, or empty.

  bool operator==(const Event&) const = default;
};

// An event as the log gives it back.
struct SequencedEvent {
  Position position;
  absl::Time recorded_time;  // Whole microseconds, strictly increasing with the position.
  Event event;

  bool operator==(const SequencedEvent&) const = default;
};

}  // namespace debut::eventstore
