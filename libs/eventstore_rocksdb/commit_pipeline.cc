#include "eventstore_rocksdb/commit_pipeline.h"

#include <fmt/format.h>

#include <utility>

namespace debut::eventstore_rocksdb {
namespace {

absl::Status Unknown(const absl::Status& cause) {
  return absl::UnavailableError(
      fmt::format("it isn't known whether the append happened: {}", std::string(cause.message())));
}

}  // namespace

CommitPipeline::CommitPipeline(Sequencer sequencer, std::unique_ptr<GroupWriter> writer,
                               DurableHead& head, std::function<void(const absl::Status&)> on_fatal,
                               bool answer_before_sync)
    : on_fatal_(std::move(on_fatal)),
      answer_before_sync_(answer_before_sync),
      writer_(std::move(writer)),
      head_(head),
      sequencer_(std::move(sequencer)),
      sequencer_thread_([this] { Sequence(); }),
      writer_thread_([this] { Write(); }) {}

CommitPipeline::~CommitPipeline() {
  {
    const std::lock_guard lock(queue_mutex_);
    refusal_ = absl::UnavailableError("the log is closed");
  }
  queue_filled_.notify_one();
  sequencer_thread_.join();
  {
    const std::lock_guard lock(group_mutex_);
    sequenced_all_ = true;
  }
  group_ready_.notify_one();
  writer_thread_.join();
}

void CommitPipeline::Submit(std::unique_ptr<PreparedAppend> append) {
  absl::Status refusal;
  {
    const std::lock_guard lock(queue_mutex_);
    if (!refusal_.ok()) {
      refusal = refusal_;
    } else if (queue_bytes_ + append->entries.size() > kQueueBytesMax) {
      refusal = absl::UnavailableError("the log has too many appends to write; try again later");
    } else {
      queue_bytes_ += append->entries.size();
      queue_.push_back(std::move(append));
    }
  }
  if (refusal.ok()) {
    queue_filled_.notify_one();
  } else {
    std::move(append->done)(refusal);
  }
}

CommitPipeline::Queue CommitPipeline::TakeQueue() {
  std::unique_lock lock(queue_mutex_);
  queue_filled_.wait(lock, [&] { return !queue_.empty() || !refusal_.ok(); });
  queue_bytes_ = 0;
  return std::exchange(queue_, {});
}

void CommitPipeline::Sequence() {
  for (Queue queue = TakeQueue(); !queue.empty(); queue = TakeQueue()) {
    for (auto& append : queue) Admit(std::move(append));
    const std::lock_guard lock(group_mutex_);
    sequencer_.Rest();
  }
}

void CommitPipeline::Admit(std::unique_ptr<PreparedAppend> append) {
  std::optional<Sequencer::Refusal> refusal;
  {
    std::unique_lock lock(group_mutex_);
    group_taken_.wait(lock, [&] { return !sequencer_.IsFull() || !failure_.ok(); });
    refusal = failure_.ok() ? sequencer_.Admit(std::move(append), head_.position())
                            : Sequencer::Refusal{std::move(append->done), Unknown(failure_)};
  }
  if (refusal) {
    std::move(refusal->done)(std::move(refusal->status));
  } else {
    group_ready_.notify_one();
  }
}

std::shared_ptr<Group> CommitPipeline::TakeGroup() {
  std::shared_ptr<Group> group;
  {
    std::unique_lock lock(group_mutex_);
    sequencer_.Settle();
    group_ready_.wait(lock, [&] { return sequencer_.HasWork() || sequenced_all_; });
    if (sequencer_.HasWork()) group = sequencer_.Close();
  }
  group_taken_.notify_one();
  return group;
}

void CommitPipeline::Write() {
  while (const std::shared_ptr<Group> group = TakeGroup()) Commit(*group);
}

void CommitPipeline::Commit(Group& group) {
  if (answer_before_sync_) group.Answer(absl::OkStatus());
  if (group.HasEvents()) {
    if (absl::Status status = writer_->Write(group); !status.ok()) return Fail(group, status);
    head_.Publish(group.state(), writer_->head().root);
  }
  group.Answer(absl::OkStatus());
}

void CommitPipeline::Fail(Group& group, const absl::Status& status) {
  const absl::Status unknown = Unknown(status);
  {
    const std::lock_guard lock(queue_mutex_);
    refusal_ = unknown;
  }
  std::shared_ptr<Group> behind;
  {
    const std::lock_guard lock(group_mutex_);
    failure_ = status;
    behind = sequencer_.Close();
  }
  head_.Fail(unknown);
  group_taken_.notify_one();
  queue_filled_.notify_one();
  group.Answer(unknown);
  behind->Answer(unknown);
  if (on_fatal_) on_fatal_(status);
}

}  // namespace debut::eventstore_rocksdb
