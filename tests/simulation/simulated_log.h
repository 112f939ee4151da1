#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "eventstore/raw_log.h"
#include "eventstore_rocksdb/options.h"
#include "tests/simulation/memory_disk.h"
#include "tests/simulation/turns.h"
#include "transparency/hash.h"

namespace debut::simulation {

// The process that has the log: the product's recovery, sequencer, condition check, groups, writer
// and head anchor over its database, on a disk in memory, driven by turns in place of threads. An
// append waits in the inbox, as on the network, until one of the turns admits it; a group is open
// while its predecessor is synced; the process dies between any two syncs, and starts again.
class SimulatedLog {
 public:
  // All outlive it.
  SimulatedLog(Turns& turns, std::mt19937_64& random, const base::Clock& clock,
               const eventstore_rocksdb::PlantedFaults& planted);
  ~SimulatedLog();

  void Start();
  // The process ends here, and starts again some turns later.
  void Crash(MemoryDisk::Loss loss);
  // One of the next syncs fails, so that the process ends itself.
  void FailSyncsAfter(int syncs) { disk_->FailSyncsAfter(syncs); }
  // It ends, and doesn't start again; over once stopped(), some turns later.
  void Stop();
  bool stopped() const { return writer_ended_ && admission_ended_; }

  bool IsUp() const;
  // Counts the processes: who waits for one that has gone gets no answer.
  int incarnation() const { return incarnation_; }
  std::uint64_t crashes() const { return crashes_; }
  std::uint64_t groups() const { return groups_; }
  const base::Clock& clock() const { return clock_; }

  // Takes no turn: the append arrives. `done` is never called if the process dies before.
  void Arrive(std::vector<eventstore::Event> events,
              std::optional<eventstore::AppendCondition> condition,
              eventstore::RawLog::AppendDone done);
  // Take no turn. UNAVAILABLE: it isn't up.
  absl::StatusOr<eventstore::Position> ReadRaw(const eventstore::Query& query,
                                               const eventstore::ReadOptions& options,
                                               eventstore::RawLog::RawVisitor visit) const;
  absl::StatusOr<eventstore::Position> Head() const;

  // Up to where readers have seen it, or could have.
  std::uint64_t shown() const;
  // The durable tree's root as the log keeps it. Requires that it is up.
  transparency::Hash root() const;
  // Everything that must not be: it doesn't open, or lost what it had shown.
  const std::vector<std::string>& findings() const { return findings_; }

 private:
  struct OpenLog;
  struct Message;

  void Write();
  void OpenAgain();
  void Admit();
  void CheckThatNothingShownIsLost();

  Turns& turns_;
  std::mt19937_64& random_;
  eventstore_rocksdb::Options options_;
  const base::Clock& clock_;
  const std::shared_ptr<MemoryDisk> disk_ = std::make_shared<MemoryDisk>();
  std::unique_ptr<OpenLog> open_;
  std::vector<Message> inbox_;
  bool crashed_ = false;
  MemoryDisk::Loss loss_ = MemoryDisk::Loss::kNothing;
  bool stopping_ = false;
  bool writer_ended_ = false;
  bool admission_ended_ = false;
  int incarnation_ = 0;
  std::uint64_t crashes_ = 0;
  std::uint64_t groups_ = 0;
  // What readers could see.
  std::uint64_t shown_size_ = 0;
  transparency::Hash shown_root_;
  std::vector<std::string> findings_;
};

}  // namespace debut::simulation
