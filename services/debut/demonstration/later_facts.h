#pragma once

#include <string>
#include <vector>

#include "services/debut/demonstration/cast.h"
#include "services/debut/demonstration/script.h"

// Facts of the cast that come after the signing or the payment, and what they do to the awards.
namespace debut::cli::demonstration {

// Numbers of products whose claims are paid in the main round.
inline constexpr int kAmendedUp = 3;
inline constexpr int kAmendedDown = 4;
inline constexpr int kReassessed = 8;
inline constexpr int kVoid = 61;
inline constexpr int kExpired = 62;

// A higher level after the signing and before the claim: the level at signing counts (W9).
void WriteReassessment(const Cast& cast, Script& script);
// After the main round: contracts that became smaller, or larger, once the money was paid.
void WriteAmendedContracts(const Cast& cast, Script& script);
// What the edition of 2022 takes out of the catalogue, as EXPIRED.
std::vector<std::string> ProductIdsLeaving2022();
// After that edition: fraud, found when everything was paid (W10).
void WriteVoidProduct(const Cast& cast, Script& script);

}  // namespace debut::cli::demonstration
