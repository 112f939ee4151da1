#pragma once

#include <string>
#include <vector>

#include "decision/view.h"
#include "money/fen.h"

namespace debut::grants {

// What was used up of a cap, over all its keys: a merger's successor carries the keys of its parts.
// Sums only, whatever the number of awards. The caps themselves are the policy's.
struct CapUsage {
  std::vector<std::string> cap_keys;  // Its own first; none: no cap, selects nothing.
  money::Fen reserved = {};           // Proposed, not granted.
  money::Fen granted = {};            // Granted, not paid.
  money::Fen paid = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  money::Fen Used() const { return reserved + granted + paid; }
  // Used by others than the claim that has this amount.
  money::Fen UsedBesides(money::Fen own) const {
    return cap_keys.empty() ? money::Fen() : Used() - own;
  }
  bool operator==(const CapUsage&) const = default;
};

static_assert(decision::View<CapUsage>);

}  // namespace debut::grants
