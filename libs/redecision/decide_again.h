#pragma once

#include "absl/status/statusor.h"
#include "decision/decision.h"
#include "eventstore/event.h"
#include "eventstore/query.h"
#include "redecision/past.h"

namespace debut::redecision {

// The facts that are decided again: all that carry a calculation sheet (AwardComputed,
// AwardProposed, AwardAdjusted, ClawbackProposed), the reductions of rounds, and the grants, which
// look at the facts once more.
eventstore::Query Redecidable();

// Takes the recorded fact as the question: the same command, by the same person, with the same
// dates and papers, is prepared and decided by the domain's own code over what was known. The keys
// of its views are looked up there, too. Requires an event that Redecidable() selects.
absl::StatusOr<decision::Decision> DecideAgain(const eventstore::SequencedEvent& recorded,
                                               const Past& past);

}  // namespace debut::redecision
