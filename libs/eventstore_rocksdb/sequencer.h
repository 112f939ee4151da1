#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "eventstore_rocksdb/condition_check.h"
#include "eventstore_rocksdb/group.h"
#include "eventstore_rocksdb/log_state.h"
#include "eventstore_rocksdb/options.h"
#include "transparency/tiles.h"

namespace debut::eventstore_rocksdb {

class Database;
class TypeDictionary;

// Gives each append its place, or refuses it: the one writer of the log's order. Checks a condition
// against the durable events, the group that is being written, and the open group that it adds to.
// Not thread-safe: the pipeline's lock guards it.
class Sequencer {
 public:
  // The references outlive it.
  Sequencer(const Database& database, TypeDictionary& types, const Options& options, LogState state,
            transparency::GrowingTree tree);

  // To be said at once: it rests on durable events only.
  struct Refusal {
    eventstore::RawLog::AppendDone done;
    absl::Status status;
  };
  // Places the events in the open group, or leaves the refusal there if it rests on events that may
  // yet be lost, or returns it. `durable`: the last position that is known to be on disk.
  std::optional<Refusal> Admit(std::unique_ptr<PreparedAppend> append, std::uint64_t durable);

  bool HasWork() const { return open_->HasEvents() || open_->HasAnswers(); }
  bool IsFull() const;

  // Closes the open group and begins the next. The group counts as in flight until Settle().
  std::shared_ptr<Group> Close();
  void Settle() { in_flight_.reset(); }

  // Lets go of the database's buffers until the next Admit.
  void Rest() { check_.Rest(); }

 private:
  absl::StatusOr<std::optional<eventstore::AppendConflict>> Check(
      const eventstore::AppendCondition& condition, std::uint64_t durable);
  void Place(std::unique_ptr<PreparedAppend> append);

  const Database& database_;
  TypeDictionary& types_;
  const Options& options_;
  std::uint64_t sequence_;
  std::int64_t recorded_time_us_;
  transparency::GrowingTree tree_;
  ConditionCheck check_;
  std::shared_ptr<Group> open_;
  std::shared_ptr<Group> in_flight_;
};

}  // namespace debut::eventstore_rocksdb
