#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"
#include "decision/view.h"

namespace debut::closing {

// Whether a day in Asia/Shanghai is closed.
struct ClosedDay {
  absl::CivilDay day;

  std::uint64_t closed_position = 0;  // Of its DayClosed; 0: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ClosedDay&) const = default;
};

static_assert(decision::View<ClosedDay>);

}  // namespace debut::closing
