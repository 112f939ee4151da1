#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "absl/status/status.h"
#include "eventstore_rocksdb/commit_steps.h"

namespace debut::eventstore_rocksdb {

// The way of an append from its caller to the disk. One thread at a time sequences: whoever submits
// while nobody does, and it takes along what is queued meanwhile. One thread at a time writes: who
// has sequenced while nobody did writes that group itself, so that an append on an idle log waits
// for no other thread; what has come meanwhile the pipeline's own thread takes, and goes on until
// nothing is left. So a group grows while its predecessor is being synced, and nobody waits for one
// to fill. Answers go out after the sync. After a failed write or sync everything is answered
// UNAVAILABLE. Thread-safe.
class CommitPipeline {
 public:
  // `head` is that of the steps, and outlives the pipeline. `on_fatal` may be empty.
  CommitPipeline(CommitSteps steps, DurableHead& head,
                 std::function<void(const absl::Status&)> on_fatal);
  // Finishes what was submitted. No Submit() may be running.
  ~CommitPipeline();

  // May bring a group to disk before it returns, its own append or not.
  void Submit(std::unique_ptr<PreparedAppend> append);

 private:
  enum class Turn { kAgain, kOver };

  // False: somebody else sequences, and will take the append along.
  bool Enqueue(std::unique_ptr<PreparedAppend>& append, absl::Status& refusal);
  bool BeginSequencing();
  void Sequence();
  Turn SequenceNext(bool last_turn);
  std::unique_ptr<PreparedAppend> Dequeue();
  bool StopSequencing();

  void Lead();
  void Write();
  std::shared_ptr<Group> TakeGroup();
  void Commit(Group& group);
  void Fail(Group& group, const absl::Status& status);

  const std::function<void(const absl::Status&)> on_fatal_;
  DurableHead& head_;

  // Taken before queue_mutex_ where both are.
  std::mutex group_mutex_;
  std::condition_variable group_ready_;
  CommitSteps steps_;
  bool backlog_ = false;  // Somebody stopped sequencing before the queue was empty.
  bool writing_ = false;  // A group is on its way to disk.
  bool closing_ = false;

  std::mutex queue_mutex_;
  std::deque<std::unique_ptr<PreparedAppend>> queue_;
  std::size_t queue_bytes_ = 0;
  bool sequencing_ = false;
  absl::Status refusal_;  // Why nothing is queued any more.

  std::thread thread_;
};

}  // namespace debut::eventstore_rocksdb
