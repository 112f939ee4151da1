#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "decision/view.h"

namespace debut::grants {

// The steps of a claim, for people: what was recorded, when, by whom, under which legal date.
struct ClaimSteps {
  struct Step {
    std::string event_type;  // "AwardProposed"
    eventstore::Position position;
    absl::Time recorded_time;
    std::string principal;
    std::string date;  // The legal date, where the step has one.

    bool operator==(const Step&) const = default;
  };

  std::string claim_id;
  std::vector<Step> steps = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ClaimSteps&) const = default;
};

static_assert(decision::View<ClaimSteps>);

}  // namespace debut::grants
