#pragma once

#include "tests/bench/workloads.h"

namespace debut::bench {

// Both on one log of `settings.events` events, which the first of them fills.

// P6: every event from the first to the last, as stored bytes and over gRPC, against a bare RocksDB
// iterator over the same entries.
void ReadEverything(const Settings& settings);

// P7: `debut audit verify` of a stopped log: every entry hashed again, tiles, index and signed
// heads, against SHA-256 on one thread over the same bytes in memory. With what an export and the
// proofs of it take.
void VerifyEverything(const Settings& settings);

}  // namespace debut::bench
