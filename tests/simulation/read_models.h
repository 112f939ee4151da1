#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "projection/projection.h"
#include "tests/simulation/connection.h"
#include "tests/simulation/simulated_rows.h"
#include "tests/simulation/turns.h"

namespace debut::simulation {

// The process of the read models, some of them: each follows the log, is rebuilt in the shadow, and
// the day closer digests them all; over rows that outlive the process.
class ReadModels {
 public:
  struct Surroundings {
    SimulatedLog& log;
    Turns& turns;
    std::mt19937_64& random;
    const base::Clock& clock;
    const Network& network;
  };

  // Starts the process, with those of the models' kinds.
  ReadModels(const Surroundings& around, std::vector<std::size_t> kinds, bool splits_writes);
  ~ReadModels();

  // From outside of all strands.
  void CrashAndRestart(bool power_cut);
  void Die();
  // It will die in one of its next writes: see IsDead().
  void DieAfter(std::uint64_t writes, bool last_one_happens) {
    rows_.DieAfter(writes, last_one_happens);
  }
  bool IsDead() const { return rows_.dead(); }

  void BeginRebuild(projection::RebuildMode mode);
  // Compares the rows of all models as they are with folds from zero.
  void CompareWithFolds();
  bool HaveReached(eventstore::Position position) const;

  std::uint64_t rebuilds() const { return rebuilds_; }
  std::uint64_t deaths() const { return deaths_; }
  const std::vector<std::string>& findings() const { return findings_; }

 private:
  struct Running;

  void Start();
  void Open(Running& running);
  void Follow(Running& running, std::size_t model);
  void Rebuild(Running& running, std::size_t model, projection::RebuildMode mode);
  void CloseDays(Running& running);

  const Surroundings around_;
  const std::vector<std::size_t> kinds_;
  SimulatedRows rows_;
  std::unique_ptr<Running> running_;
  std::uint64_t rebuilds_ = 0;
  std::uint64_t deaths_ = 0;
  std::vector<std::string> findings_;
};

}  // namespace debut::simulation
