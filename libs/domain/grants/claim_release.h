#pragma once

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/grants/claim_file.h"

// What a claim holds under the cap, of the budget and as evidence, and how it lets go of it: by one
// event, in the append that ends the claim or its notice, hence once.
namespace debut::grants {

// Unspecified: nothing, or it was paid.
v1::ReserveStage HeldStage(const ClaimFile& file);

// Requires a claim that holds something.
v1::ReserveReleased ReleaseOf(const ClaimFile& file);

// The refusal of a claim, with the release of what it holds.
std::vector<eventstore::Event> EventsOfRefusal(const ClaimFile& file, const std::string& grounds,
                                               absl::CivilDay date);

}  // namespace debut::grants
