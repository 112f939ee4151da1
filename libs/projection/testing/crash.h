#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "projection/projector.h"
#include "projection/rebuild.h"
#include "projection/testing/row_stores.h"

namespace debut::projection::testing {

using MakeProjector = std::function<std::unique_ptr<const Projector>()>;

// A log that is followed in small batches by a projection whose process dies in one of its writes.
struct CrashPlan {
  const eventstore::EventStore* log = nullptr;
  MakeProjector projector;
  std::size_t batch_bytes_max = 1024;
  std::size_t dies_at = MortalRowStore::kNever;  // Number of the write, from zero.
  Death death = Death::kBeforeTheWrite;
  Fault fault = Fault::kNone;
};

struct CrashOutcome {
  bool died = false;
  std::size_t writes_count = 0;  // Before the death.
  Comparison comparison;         // With a model that was made from position zero by Replay().
};

// Runs the plan on a fresh row store in RocksDB: follows until the death or the log's head, closes
// the store, opens it again, follows to the head without a death, and compares.
absl::StatusOr<CrashOutcome> RunThroughCrash(const CrashPlan& plan);

// Differences of all deaths of a kind, at every write there is. Stops at the first plan that fails.
struct CrashSweep {
  std::size_t deaths_count = 0;
  std::size_t inconsistent_count = 0;  // Deaths after which the rows weren't those of a rebuild.
};
absl::StatusOr<CrashSweep> DieAtEveryWrite(CrashPlan plan);

// The rows that Replay() makes from position zero, under another name in the same store.
absl::StatusOr<StoredRows> RowsFromZero(const eventstore::EventStore& log,
                                        const Projector& projector, RowStore& store);

}  // namespace debut::projection::testing
