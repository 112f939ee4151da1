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
  money::Fen recovered = {};  // Of what was paid.
  // Proposed for clawback and not recovered: still used, but nobody's by right. What was written
  // off stays here, so that it is not claimed back again from another award under the cap.
  money::Fen reclaimed = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  money::Fen Used() const { return reserved + granted + paid - recovered; }
  // Used by others than the claim that has this amount.
  money::Fen UsedBesides(money::Fen own) const {
    return cap_keys.empty() ? money::Fen() : Used() - own;
  }
  bool operator==(const CapUsage&) const = default;

 private:
  void ApplyChange(const eventstore::SequencedEvent& event);  // After the proposal.
};

static_assert(decision::View<CapUsage>);

}  // namespace debut::grants
