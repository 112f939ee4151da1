#include "eventstore_rocksdb/log_rebuild.h"

#include <fmt/format.h>
#include <rocksdb/file_system.h>

#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "base/status_macros.h"
#include "eventstore_rocksdb/entry_batch.h"
#include "eventstore_rocksdb/head_anchor.h"
#include "eventstore_rocksdb/log_directory.h"
#include "eventstore_rocksdb/recovery.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {
namespace {

// Of one write: as large as the groups of a busy log.
constexpr std::size_t kBatchBytesMax = 4 << 20;

TreeMark MarkOf(const LogState& state) { return {state.size(), state.frontier.Root()}; }

}  // namespace

absl::StatusOr<std::string> ReadLogId(const std::string& directory) {
  ASSIGN_OR_RETURN(const auto slot, HeadAnchor::Read(*rocksdb::FileSystem::Default(),
                                                     fmt::format("{}/head.anchor", directory)));
  if (slot) return slot->mark.log_id;
  return absl::NotFoundError(fmt::format("{} has no log", directory));
}

// In the order in which they depend on each other.
struct LogRebuild::Parts {
  Options options;
  std::unique_ptr<LogDirectory> directory;
  TypeDictionary types;
  Recovered log;
  std::optional<EntryBatch> batch;  // What isn't on disk yet.
  std::size_t batch_bytes = 0;
};

LogRebuild::LogRebuild(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
LogRebuild::~LogRebuild() = default;

absl::StatusOr<std::unique_ptr<LogRebuild>> LogRebuild::Open(Options options) {
  auto parts = std::make_unique<Parts>();
  parts->options = std::move(options);
  ASSIGN_OR_RETURN(parts->directory, LogDirectory::Open(parts->options));
  HeadAnchor& anchor = parts->directory->anchor();
  if (anchor.log_id() != parts->options.log_id) {
    return absl::FailedPreconditionError(fmt::format(
        "{} holds log {}, and the copy is of log {}", parts->options.directory,
        absl::BytesToHexString(anchor.log_id()), absl::BytesToHexString(parts->options.log_id)));
  }
  ASSIGN_OR_RETURN(parts->log,
                   Recover(parts->directory->database(), parts->types, anchor, parts->options));
  return std::unique_ptr<LogRebuild>(new LogRebuild(std::move(parts)));
}

std::uint64_t LogRebuild::size() const { return parts_->log.tree.size(); }

transparency::Hash LogRebuild::Root() const { return parts_->log.tree.frontier().Root(); }

absl::Status LogRebuild::Add(std::string_view entry) {
  if (!parts_->batch) parts_->batch.emplace(parts_->directory->database());
  Recovered& log = parts_->log;
  RETURN_IF_ERROR(parts_->batch->AddAgain(entry, parts_->types, log.tree, log.state));
  parts_->batch_bytes += entry.size();
  return parts_->batch_bytes < kBatchBytesMax ? absl::OkStatus() : Flush();
}

absl::Status LogRebuild::Flush() {
  if (!parts_->batch) return absl::OkStatus();
  LogState& state = parts_->log.state;
  HeadAnchor& anchor = parts_->directory->anchor();
  ++state.sequence;
  parts_->batch->Finish(state);
  // A kill in between leaves the database one write ahead of the anchor, which the start accepts.
  RETURN_IF_ERROR(parts_->directory->database().Write(parts_->batch->batch()));
  const TreeMark mark = MarkOf(state);
  RETURN_IF_ERROR(
      anchor.Write({AnchorKind::kGroup, anchor.log_id(), state.sequence, mark, mark}, {}, {}));
  parts_->batch.reset();
  parts_->batch_bytes = 0;
  return absl::OkStatus();
}

}  // namespace debut::eventstore_rocksdb
