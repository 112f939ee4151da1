#pragma once

#include <cstddef>
#include <limits>
#include <mutex>

#include "projection/row_store.h"

namespace debut::projection::testing {

// What is left of the write in which a process dies.
enum class Death {
  kBeforeTheWrite,
  kAfterTheWrite,            // Done, but nobody was told.
  kBetweenRowsAndCheckpoint  // Only where a write has been split: see kCheckpointFirst.
};

// A planted bug.
enum class Fault { kNone, kCheckpointFirst };

// A store that dies at one of its writes: that one and all later ones are refused. Thread-safe.
class MortalRowStore final : public RowStore {
 public:
  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

  // Dies at the write of this number, from zero. `store` outlives this.
  MortalRowStore(RowStore& store, std::size_t dies_at, Death death, Fault fault = Fault::kNone)
      : store_(store), dies_at_(dies_at), death_(death), fault_(fault) {}

  std::shared_ptr<const RowSnapshot> Snapshot() const override { return store_.Snapshot(); }
  absl::Status Write(const RowBatch& batch) override;

  std::size_t writes_count() const;
  bool dead() const;

 private:
  absl::Status WriteSplit(const RowBatch& batch, bool dies);

  RowStore& store_;
  const std::size_t dies_at_;
  const Death death_;
  const Fault fault_;
  mutable std::mutex mutex_;
  std::size_t writes_count_ = 0;
  bool dead_ = false;
};

// Reports its next write as failed although it has happened. Thread-safe.
class ForgetfulRowStore final : public RowStore {
 public:
  explicit ForgetfulRowStore(RowStore& store) : store_(store) {}

  std::shared_ptr<const RowSnapshot> Snapshot() const override { return store_.Snapshot(); }
  absl::Status Write(const RowBatch& batch) override;
  void FailNextWrites(std::size_t count);

 private:
  RowStore& store_;
  std::mutex mutex_;
  std::size_t failures_left_ = 0;
};

}  // namespace debut::projection::testing
