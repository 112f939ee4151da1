#pragma once

#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "eventstore_rocksdb/durable_head.h"
#include "eventstore_rocksdb/group_writer.h"
#include "eventstore_rocksdb/sequencer.h"

namespace debut::eventstore_rocksdb {

// What happens to an append from its admission to its answer, in steps that take no lock and start
// no thread. The commit pipeline drives them with its threads; a simulation in any order that these
// could come to.
class CommitSteps {
 public:
  // `head` outlives it.
  CommitSteps(Sequencer sequencer, std::unique_ptr<GroupWriter> writer, DurableHead& head,
              bool answer_before_sync);

  // Not thread-safe, these: a lock guards them.
  // Places the append in the open group, or returns the refusal that is to be said at once.
  std::optional<Sequencer::Refusal> Admit(std::unique_ptr<PreparedAppend> append);
  bool HasWork() const { return sequencer_.HasWork(); }
  // Before more is admitted the open group is to be closed.
  bool IsFull() const { return failure_.ok() && sequencer_.IsFull(); }
  // The open group, to be committed, and settled before the next one is closed.
  std::shared_ptr<Group> Close() { return sequencer_.Close(); }
  void Settle() { sequencer_.Settle(); }
  // See Sequencer.
  void Rest() { sequencer_.Rest(); }

  // Brings a closed group to disk, shows it to readers, and answers. Beside the steps above, but
  // one group at a time. UNAVAILABLE: it isn't known what is on disk, and nobody was answered.
  absl::Status Commit(Group& group);

  // After a commit has failed, by who has the lock: nothing is admitted any more. Returns the open
  // group, of which everybody is to be answered failure().
  std::shared_ptr<Group> Fail(const absl::Status& cause);
  // UNAVAILABLE once it has failed.
  const absl::Status& failure() const { return failure_; }

 private:
  Sequencer sequencer_;
  std::unique_ptr<GroupWriter> writer_;  // Of the thread that commits.
  DurableHead& head_;
  const bool answer_before_sync_;
  absl::Status failure_;
};

}  // namespace debut::eventstore_rocksdb
