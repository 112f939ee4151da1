#include "eventstore/lag.h"

#include <algorithm>

#include "base/status_macros.h"

namespace debut::eventstore {

absl::StatusOr<Lag> LagBehind(const EventStore& log, Position seen, absl::Time now) {
  Lag lag;
  ASSIGN_OR_RETURN(const Position before, log.Head());
  if (before <= seen) return lag;
  ASSIGN_OR_RETURN(const Position head,
                   log.Read({}, {.after = seen, .limit = 1}, [&](const SequencedEvent& next) {
                     lag.age = std::max(now - next.recorded_time, absl::ZeroDuration());
                     return false;
                   }));
  lag.events = head.value - seen.value;
  return lag;
}

}  // namespace debut::eventstore
