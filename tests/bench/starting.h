#pragma once

#include "tests/bench/workloads.h"

namespace debut::bench {

// Both on one data directory with `settings.events` events, which the first of them fills; with a
// debutd of its own process, its read models and its archive.

// P9: the resident set of debutd, once its models are at the head and something was appended.
void MeasureMemory(const Settings& settings);

// P10: from the start of debutd to the first answer, after kill -9 under appends, against a log of
// 10,000 events in turn.
void MeasureStart(const Settings& settings);

}  // namespace debut::bench
