#pragma once

#include "tests/bench/workloads.h"

namespace debut::bench {

// P8: how fast the models of all limits (caps, annual limits, budgets) come from position zero to
// the head of a log of whole lives of claims, all three at once as they do in the service; against
// a bare RocksDB iterator over the same entries.
void CatchUpOfLimits(const Settings& settings);

}  // namespace debut::bench
