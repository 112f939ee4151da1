#include "eventstore_rocksdb/commit_pipeline.h"

#include <utility>

namespace debut::eventstore_rocksdb {
namespace {

constexpr std::size_t kQueueBytesMax = 64 << 20;
// How many appends a caller sequences before it is let go; the pipeline's thread takes over then.
constexpr int kTurnsMax = 256;

}  // namespace

CommitPipeline::CommitPipeline(CommitSteps steps, DurableHead& head,
                               std::function<void(const absl::Status&)> on_fatal)
    : on_fatal_(std::move(on_fatal)),
      head_(head),
      steps_(std::move(steps)),
      thread_([this] { Write(); }) {}

CommitPipeline::~CommitPipeline() {
  {
    const std::lock_guard lock(group_mutex_);
    closing_ = true;
  }
  group_ready_.notify_one();
  thread_.join();
}

void CommitPipeline::Submit(std::unique_ptr<PreparedAppend> append) {
  absl::Status refusal;
  if (Enqueue(append, refusal)) {
    Sequence();
    return Lead();
  }
  if (!refusal.ok()) std::move(append->done)(std::move(refusal));
}

bool CommitPipeline::Enqueue(std::unique_ptr<PreparedAppend>& append, absl::Status& refusal) {
  const std::lock_guard lock(queue_mutex_);
  refusal = refusal_;
  if (queue_bytes_ + append->entries.size() > kQueueBytesMax) {
    refusal.Update(
        absl::UnavailableError("the log has too many appends to write; try again later"));
  }
  if (!refusal.ok()) return false;
  queue_bytes_ += append->entries.size();
  queue_.push_back(std::move(append));
  return !std::exchange(sequencing_, true);
}

bool CommitPipeline::BeginSequencing() {
  const std::lock_guard lock(queue_mutex_);
  return !queue_.empty() && !std::exchange(sequencing_, true);
}

void CommitPipeline::Sequence() {
  for (int turn = 0; SequenceNext(turn == kTurnsMax) == Turn::kAgain;) ++turn;
}

CommitPipeline::Turn CommitPipeline::SequenceNext(bool last_turn) {
  std::optional<Sequencer::Refusal> refusal;
  {
    const std::lock_guard lock(group_mutex_);
    if (last_turn || steps_.IsFull()) {
      backlog_ |= StopSequencing();
      return Turn::kOver;
    }
    std::unique_ptr<PreparedAppend> append = Dequeue();
    if (append == nullptr) return Turn::kOver;
    refusal = steps_.Admit(std::move(append));
  }
  if (refusal) std::move(refusal->done)(std::move(refusal->status));
  return Turn::kAgain;
}

std::unique_ptr<PreparedAppend> CommitPipeline::Dequeue() {
  const std::lock_guard lock(queue_mutex_);
  if (queue_.empty()) {
    sequencing_ = false;
    return nullptr;
  }
  std::unique_ptr<PreparedAppend> append = std::move(queue_.front());
  queue_.pop_front();
  queue_bytes_ -= append->entries.size();
  return append;
}

// Whether something is left.
bool CommitPipeline::StopSequencing() {
  const std::lock_guard lock(queue_mutex_);
  sequencing_ = false;
  return !queue_.empty();
}

void CommitPipeline::Lead() {
  std::shared_ptr<Group> group;
  {
    const std::lock_guard lock(group_mutex_);
    if (writing_ || !steps_.HasWork()) {
      if (backlog_) group_ready_.notify_one();
      return;
    }
    writing_ = true;
    group = steps_.Close();
  }
  Commit(*group);
  const std::lock_guard lock(group_mutex_);
  steps_.Settle();
  writing_ = false;
  if (steps_.HasWork() || backlog_) group_ready_.notify_one();
}

void CommitPipeline::Write() {
  while (const std::shared_ptr<Group> group = TakeGroup()) {
    Commit(*group);
    const std::lock_guard lock(group_mutex_);
    steps_.Settle();
    writing_ = false;
  }
}

std::shared_ptr<Group> CommitPipeline::TakeGroup() {
  for (;;) {
    std::shared_ptr<Group> group;
    bool backlog = false;
    {
      std::unique_lock lock(group_mutex_);
      if (!steps_.HasWork() && !writing_) steps_.Rest();
      group_ready_.wait(lock,
                        [&] { return closing_ || (!writing_ && (steps_.HasWork() || backlog_)); });
      if (steps_.HasWork()) {
        writing_ = true;
        group = steps_.Close();
      }
      backlog = std::exchange(backlog_, false);
    }
    if (backlog && BeginSequencing()) Sequence();
    if (group || !backlog) return group;
  }
}

void CommitPipeline::Commit(Group& group) {
  if (absl::Status status = steps_.Commit(group); !status.ok()) Fail(group, status);
}

void CommitPipeline::Fail(Group& group, const absl::Status& status) {
  absl::Status unknown;
  std::shared_ptr<Group> behind;
  {
    const std::lock_guard lock(group_mutex_);
    behind = steps_.Fail(status);
    unknown = steps_.failure();
    const std::lock_guard queue_lock(queue_mutex_);
    refusal_ = unknown;
  }
  head_.Fail(unknown);
  group.Answer(unknown);
  behind->Answer(unknown);
  if (BeginSequencing()) Sequence();
  if (on_fatal_) on_fatal_(status);
}

}  // namespace debut::eventstore_rocksdb
