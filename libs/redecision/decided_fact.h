#pragma once

#include <optional>
#include <string>

#include "debut/policy/v1/sheet.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"

namespace debut::redecision {

// What the facts that are decided again have in common.
struct DecidedFact {
  std::string claim_id = {};  // Empty: of a round.
  std::string round_id = {};  // Of a reduction.
  money::Fen amount = {};     // Of a reduction: of all claims together.
  std::optional<policy::v1::CalculationSheet> sheet = {};
};

// Requires an event that Redecidable() selects.
DecidedFact DecidedFactIn(const eventstore::Event& event);

}  // namespace debut::redecision
