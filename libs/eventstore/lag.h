#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "eventstore/event_store.h"

namespace debut::eventstore {

// How far something that follows the log is behind it.
struct Lag {
  std::uint64_t events = 0;  // After the last one that it has seen.
  absl::Duration age = {};   // How long the first of them has been in the log; zero without one.
};

// Reads at most one event. Codes: those of EventStore::Read.
absl::StatusOr<Lag> LagBehind(const EventStore& log, Position seen, absl::Time now);

}  // namespace debut::eventstore
