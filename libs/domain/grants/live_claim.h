#pragma once

#include <string>

#include "decision/view.h"

namespace debut::grants {

// The claim in a round for one subject that is under way: not refused, withdrawn or paid. Nothing
// if there is none.
struct LiveClaim {
  std::string round_id;
  std::string subject_key;  // Empty: selects nothing.
  std::string claim_id = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const LiveClaim&) const = default;
};

static_assert(decision::View<LiveClaim>);

}  // namespace debut::grants
