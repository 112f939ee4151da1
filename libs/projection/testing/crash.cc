#include "projection/testing/crash.h"

#include <utility>

#include "base/status_macros.h"
#include "projection/model.h"
#include "projection/projection.h"
#include "projection/rocksdb_row_store.h"
#include "tests/support/temporary_directory.h"

namespace debut::projection::testing {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr absl::Duration kLook = absl::Milliseconds(1);

// Follows until the model has reached the head, or the store has died.
absl::Status FollowToHead(const CrashPlan& plan, MortalRowStore& store) {
  ASSIGN_OR_RETURN(const auto projection, Projection::Open(*plan.log, store, plan.projector(),
                                                           {.batch_bytes_max = plan.batch_bytes_max,
                                                            .retry_min = absl::Milliseconds(1),
                                                            .unsaved_positions_max = 1}));
  ASSIGN_OR_RETURN(const eventstore::Position head, plan.log->Head());
  projection->Start();
  absl::Status reached = absl::DeadlineExceededError("never looked");
  for (absl::Duration waited; !reached.ok() && !store.dead() && waited < kPatience;
       waited += kLook) {
    reached = projection->WaitFor(head, kLook);
  }
  return store.dead() ? absl::OkStatus() : reached;
}

}  // namespace

absl::StatusOr<StoredRows> RowsFromZero(const eventstore::EventStore& log,
                                        const Projector& projector, RowStore& store) {
  ASSIGN_OR_RETURN(Model model,
                   Model::Open(store, "rebuilt_" + projector.name(), projector.version()));
  RETURN_IF_ERROR(model.Reset());
  ASSIGN_OR_RETURN(const eventstore::Position head, log.Head());
  RETURN_IF_ERROR(Replay(log, projector, head, model));
  return model.Read();
}

absl::StatusOr<CrashOutcome> RunThroughCrash(const CrashPlan& plan) {
  const test::TemporaryDirectory directory;
  CrashOutcome outcome;
  {
    ASSIGN_OR_RETURN(const auto store, OpenRocksdbRowStore(directory.path().string()));
    MortalRowStore mortal(*store, plan.dies_at, plan.death, plan.fault);
    const absl::Status followed = FollowToHead(plan, mortal);
    outcome.died = mortal.dead();
    outcome.writes_count = mortal.writes_count();
    if (!outcome.died) RETURN_IF_ERROR(followed);
  }
  ASSIGN_OR_RETURN(const auto store, OpenRocksdbRowStore(directory.path().string()));
  MortalRowStore immortal(*store, MortalRowStore::kNever, plan.death);
  RETURN_IF_ERROR(FollowToHead(plan, immortal));
  const std::unique_ptr<const Projector> projector = plan.projector();
  ASSIGN_OR_RETURN(const Model survivor,
                   Model::Open(*store, projector->name(), projector->version()));
  ASSIGN_OR_RETURN(const StoredRows rebuilt, RowsFromZero(*plan.log, *projector, *store));
  ASSIGN_OR_RETURN(outcome.comparison, CompareRows(survivor.Read(), rebuilt));
  return outcome;
}

absl::StatusOr<CrashSweep> DieAtEveryWrite(CrashPlan plan) {
  CrashSweep sweep;
  for (plan.dies_at = 0;; ++plan.dies_at) {
    ASSIGN_OR_RETURN(const CrashOutcome outcome, RunThroughCrash(plan));
    if (!outcome.died) return sweep;
    ++sweep.deaths_count;
    if (outcome.comparison.differences_count > 0) ++sweep.inconsistent_count;
  }
}

}  // namespace debut::projection::testing
