#include "eventstore_rocksdb/commit_steps.h"

#include <fmt/format.h>

#include <utility>

#include "base/status_macros.h"

namespace debut::eventstore_rocksdb {

CommitSteps::CommitSteps(Sequencer sequencer, std::unique_ptr<GroupWriter> writer,
                         DurableHead& head, bool answer_before_sync)
    : sequencer_(std::move(sequencer)),
      writer_(std::move(writer)),
      head_(head),
      answer_before_sync_(answer_before_sync) {}

std::optional<Sequencer::Refusal> CommitSteps::Admit(std::unique_ptr<PreparedAppend> append) {
  if (!failure_.ok()) return Sequencer::Refusal{std::move(append->done), failure_};
  return sequencer_.Admit(std::move(append), head_.position());
}

absl::Status CommitSteps::Commit(Group& group) {
  if (answer_before_sync_) group.Answer(absl::OkStatus());
  if (group.HasEvents()) {
    RETURN_IF_ERROR(writer_->Write(group));
    head_.Publish(group.state(), writer_->head().root);
  }
  group.Answer(absl::OkStatus());
  return absl::OkStatus();
}

std::shared_ptr<Group> CommitSteps::Fail(const absl::Status& cause) {
  failure_ = absl::UnavailableError(
      fmt::format("it isn't known whether the append happened: {}", std::string(cause.message())));
  return sequencer_.Close();
}

}  // namespace debut::eventstore_rocksdb
