#pragma once

#include <cstdint>

namespace debut::bench {

// 64 clients propose awards through the grants service of a debutd of their own process, over gRPC,
// each to a product of its own: on one (measure, budget year), or each on a budget year of its own.
struct HotCap {
  bool one_budget = true;
  int claims_per_client = 8;
};

// Awards a second. The budgets lack one fen of what is asked of them together, or each of them: all
// proposals but one a budget must succeed, and their sum stay below; else the program ends.
double ProposeAwards(const HotCap& settings);

}  // namespace debut::bench
