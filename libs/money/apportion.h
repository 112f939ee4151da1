#pragma once

#include <vector>

#include "money/fen.h"

namespace debut::money {

// `total` divided in the proportion of the weights, to the fen: each part is floored, and the fen
// that are left over go to the parts with the largest remainders, ties to the earlier one. The
// parts add up to `total` exactly. Requires a total and weights of at least 0, and a weight above 0
// unless the total is 0.
std::vector<Fen> Apportion(Fen total, const std::vector<Fen>& weights);

}  // namespace debut::money
