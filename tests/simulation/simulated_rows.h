#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "projection/row_store.h"

namespace debut::simulation {

// The rows of all read models of a process: in memory, in versions, one for each write. The process
// dies before or after a write; a power cut loses the latest writes, each as a whole, as RocksDB
// does that doesn't sync. Of one thread.
class SimulatedRows final : public projection::RowStore {
 public:
  SimulatedRows();
  ~SimulatedRows() override;

  std::shared_ptr<const projection::RowSnapshot> Snapshot() const override;
  absl::Status Write(const projection::RowBatch& batch) override;

  // After so many more writes one finds the process dead: it has happened, or it hasn't.
  void DieAfter(std::uint64_t writes, bool last_one_happens);
  bool dead() const { return dead_; }
  // The process is dead, if it isn't.
  void Die() { dead_ = true; }
  // A new process. `power_cut`: some of the latest writes are gone.
  void Restart(bool power_cut, std::mt19937_64& random);

  // The planted fault: checkpoints are written first, and the rows in a write of their own.
  void SplitWrites() { splits_writes_ = true; }

  struct Versions;

 private:
  absl::Status WriteWhole(const projection::RowBatch& batch);

  std::shared_ptr<Versions> versions_;
  std::optional<std::uint64_t> writes_left_;
  bool last_one_happens_ = false;
  bool dead_ = false;
  bool splits_writes_ = false;
};

}  // namespace debut::simulation
