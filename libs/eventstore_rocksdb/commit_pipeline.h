#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "eventstore_rocksdb/durable_head.h"
#include "eventstore_rocksdb/group_writer.h"
#include "eventstore_rocksdb/sequencer.h"

namespace debut::eventstore_rocksdb {

// The way of an append from its caller to the disk. The sequencer's thread takes everything that is
// queued, checks it and adds it to the open group; the writer's thread takes the open group
// whenever it has finished the last one. So a group grows while its predecessor is being synced,
// and nobody waits for one to fill. Answers go out after the sync. After a failed write or sync
// everything is answered UNAVAILABLE. Thread-safe.
class CommitPipeline {
 public:
  // `head` outlives the pipeline. `on_fatal` may be empty.
  CommitPipeline(Sequencer sequencer, std::unique_ptr<GroupWriter> writer, DurableHead& head,
                 std::function<void(const absl::Status&)> on_fatal, bool answer_before_sync);
  // Finishes what was submitted.
  ~CommitPipeline();

  void Submit(std::unique_ptr<PreparedAppend> append);

 private:
  using Queue = std::vector<std::unique_ptr<PreparedAppend>>;

  void Sequence();
  void Admit(std::unique_ptr<PreparedAppend> append);
  Queue TakeQueue();

  void Write();
  std::shared_ptr<Group> TakeGroup();
  void Commit(Group& group);
  void Fail(Group& group, const absl::Status& status);

  static constexpr std::size_t kQueueBytesMax = 64 << 20;

  const std::function<void(const absl::Status&)> on_fatal_;
  const bool answer_before_sync_;
  const std::unique_ptr<GroupWriter> writer_;  // The writer thread's.
  DurableHead& head_;

  std::mutex queue_mutex_;
  std::condition_variable queue_filled_;
  Queue queue_;
  std::size_t queue_bytes_ = 0;
  absl::Status refusal_;  // Why nothing is queued any more.

  std::mutex group_mutex_;
  std::condition_variable group_ready_;
  std::condition_variable group_taken_;
  Sequencer sequencer_;
  absl::Status failure_;  // Why nothing is admitted any more.
  bool sequenced_all_ = false;

  std::thread sequencer_thread_;
  std::thread writer_thread_;
};

}  // namespace debut::eventstore_rocksdb
