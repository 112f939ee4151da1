#include "services/eventlog/publisher.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <vector>

#include "archive/files.h"
#include "base/sleep.h"
#include "base/status_macros.h"

namespace debut::eventlog {
namespace {

using eventstore::Position;
using transparency::Checkpoint;

// How long a wait for news may last before it looks at whether it should stop.
constexpr absl::Duration kWaitMax = absl::Seconds(10);
// After the disk has refused a file.
constexpr absl::Duration kRetryMin = absl::Seconds(1);

std::string Describe(const Checkpoint& head) {
  return fmt::format("{} events with root {}", head.size, transparency::ToHex(head.root));
}

constexpr std::string_view kRemedy =
    "Put the data directory back that was signed. If it is lost for good, stop the server and "
    "begin "
    "another incarnation, which says so to everybody: debut audit incarnation begin --data-dir DIR";

// Others hold heads that this log can't honour.
bool IsHistoryLost(const absl::Status& status) {
  return absl::IsDataLoss(status) &&
         (status.message().find("ROLLBACK") == 0 || status.message().find("FORK") == 0);
}

}  // namespace

Publisher::Publisher(const eventstore::RawLog& log, transparency::NoteSigner signer,
                     Options options)
    : log_(log),
      signer_(std::move(signer)),
      options_(std::move(options)),
      archive_(options_.archive_directory),
      witnesses_(options_.witnesses, archive_, options_.witness_timeout),
      last_{.origin = options_.origin} {}

Publisher::~Publisher() { Stop(); }

absl::StatusOr<Checkpoint> Publisher::Read(std::string_view note) const {
  const auto opened = transparency::OpenNote(note, verifiers());
  if (!opened.ok()) {
    return absl::DataLossError(fmt::format("BAD_SIGNATURE: a head of this log, by key {}: {}",
                                           signer_.verifier().ToText(),
                                           std::string(opened.status().message())));
  }
  ASSIGN_OR_RETURN(Checkpoint head, Checkpoint::FromText(opened->text));
  if (head.origin == options_.origin) return head;
  return absl::DataLossError(
      fmt::format("FORK: a head of {} lies where those of {} are", head.origin, options_.origin));
}

std::vector<transparency::NoteVerifier> Publisher::verifiers() const {
  std::vector<transparency::NoteVerifier> keys = options_.retired;
  keys.push_back(signer_.verifier());
  return keys;
}

absl::StatusOr<std::string> Publisher::SignedNote(std::uint64_t size) const {
  archive::HeadsReader heads(options_.heads_file);
  while (auto note = heads.Next()) {
    const auto head = Checkpoint::FromText(transparency::TextOfNote(*note));
    if (head.ok() && head->size == size) return *std::move(note);
  }
  return absl::NotFoundError(fmt::format("no head of {} events was signed", size));
}

// The log must have what the last signed head says.
absl::Status Publisher::CheckLog() const {
  ASSIGN_OR_RETURN(const Position size, log_.Head());
  if (size.value < last_.size) {
    return absl::DataLossError(
        fmt::format("ROLLBACK: the log has {} events, and {} were signed. {}", size.value,
                    Describe(last_), kRemedy));
  }
  ASSIGN_OR_RETURN(const std::string root, log_.TreeRoot(Position{last_.size}));
  const Checkpoint ours{options_.origin, last_.size, transparency::HashFromBytes(root)};
  if (ours == last_) return absl::OkStatus();
  return absl::DataLossError(fmt::format("FORK: the log has {}, and {} were signed. {}",
                                         Describe(ours), Describe(last_), kRemedy));
}

absl::Status Publisher::OpenArchive() {
  Checkpoint published{.origin = options_.origin};
  const absl::StatusOr<std::string> note = archive_.CheckpointNote();
  if (note.ok()) {
    ASSIGN_OR_RETURN(published, Read(*note));
  } else if (!absl::IsNotFound(note.status())) {
    return note.status();
  }
  // A crash between the two leaves the heads' log ahead, never behind.
  auto writer = published.size <= last_.size
                    ? archive::ArchiveWriter::Open(archive_, published.size)
                    : absl::DataLossError("its head is newer than every signed one");
  if (absl::IsUnavailable(writer.status())) return writer.status();
  if (writer.ok() && writer->Root() != published.root) {
    writer = absl::DataLossError("its tiles don't give its head");
  }
  if (!writer.ok()) {
    return absl::DataLossError(fmt::format(
        "TILE_MISMATCH: the archive {} is damaged: {}. Move it away: it is written anew",
        archive_.directory().string(), std::string(writer.status().message())));
  }
  writer_ = *std::move(writer);
  return absl::OkStatus();
}

absl::Status Publisher::Open() {
  ASSIGN_OR_RETURN(heads_, archive::HeadsLog::Open(options_.heads_file));
  if (heads_->last().has_value()) {
    ASSIGN_OR_RETURN(last_, Read(*heads_->last()));
    signed_size_ = last_.size;
  }
  RETURN_IF_ERROR(CheckLog());
  RETURN_IF_ERROR(OpenArchive());
  // What a witness holds tells of a rollback that took the heads along.
  const bool archived = last_.size > 0 && writer_->size() == last_.size;
  return archived ? AskWitnesses(*heads_->last(), last_) : absl::OkStatus();
}

absl::Status Publisher::AskWitnesses(const std::string& note, const Checkpoint& head) {
  ASSIGN_OR_RETURN(const std::string cosigned, witnesses_.Cosign(note, head));
  return PublishCosigned(note, cosigned);
}

// Not over a newer head.
absl::Status Publisher::PublishCosigned(const std::string& note, const std::string& cosigned) {
  const std::lock_guard lock(published_mutex_);
  if (cosigned == note || (!published_.empty() && published_ != note)) return absl::OkStatus();
  return archive::WriteFile(archive_.directory() / "checkpoint", cosigned);
}

void Publisher::AskInBackground(const std::stop_token& stop) {
  std::unique_lock lock(asked_mutex_);
  while (asked_.wait(lock, stop, [&] { return unwitnessed_.has_value(); }) &&
         !stop.stop_requested()) {
    const Unwitnessed next = *std::exchange(unwitnessed_, std::nullopt);
    lock.unlock();
    const absl::Status status = AskWitnesses(next.note, next.head);
    if (absl::IsDataLoss(status)) return GiveUp(status);
    if (!status.ok()) spdlog::warn("cosignatures are not published: {}", status.ToString());
    lock.lock();
  }
}

absl::Status Publisher::PublishNews() {
  absl::Status published = Publish();
  // Nobody knows how much of it is in the files.
  if (!published.ok()) writer_.reset();
  return published;
}

absl::Status Publisher::Publish() {
  if (!writer_) RETURN_IF_ERROR(OpenArchive());
  ASSIGN_OR_RETURN(const Position head, log_.Head());
  if (head.value == writer_->size() && head.value == last_.size) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string kept, log_.TreeRoot(head));
  absl::Status added;
  const auto read = log_.ReadRaw(
      {}, {.after = Position{writer_->size()}, .up_to = head},
      [&](Position, std::string_view entry) {
        added = writer_->Add(entry);
        if (added.ok() && writer_->size() == last_.size && writer_->Root() != last_.root) {
          added = absl::DataLossError(
              fmt::format("FORK: the events don't give the signed head {}", Describe(last_)));
        }
        return added.ok();
      });
  RETURN_IF_ERROR(added);
  RETURN_IF_ERROR(read.status());
  if (writer_->size() != head.value || transparency::Bytes(writer_->Root()) != kept) {
    return absl::DataLossError(
        fmt::format("ALTERED: the first {} events, read back, give root {}, and the log keeps {}",
                    head.value, transparency::ToHex(writer_->Root()),
                    transparency::ToHex(transparency::HashFromBytes(kept))));
  }
  return Sign();
}

absl::Status Publisher::Sign() {
  const Checkpoint head{options_.origin, writer_->size(), writer_->Root()};
  RETURN_IF_ERROR(writer_->WritePartialFiles());
  std::string note = signer_.Sign(head.ToText());
  if (head == last_) {
    note = *heads_->last();
  } else {
    RETURN_IF_ERROR(heads_->Append(note));
  }
  last_ = head;
  {
    const std::lock_guard lock(published_mutex_);
    RETURN_IF_ERROR(writer_->Publish(note));
    published_ = note;
  }
  signed_size_ = head.size;
  if (!asker_.joinable()) return AskWitnesses(note, head);
  const std::lock_guard lock(asked_mutex_);
  unwitnessed_ = {note, head};
  asked_.notify_one();
  return absl::OkStatus();
}

absl::Status Publisher::Start() {
  absl::Status status = Open();
  if (status.ok()) {
    asker_ = std::jthread([this](const std::stop_token& stop) { AskInBackground(stop); });
    status = PublishNews();
  }
  if (IsHistoryLost(status) && options_.gate != nullptr) {
    options_.gate->RefuseAppends(absl::FailedPreconditionError(
        fmt::format("the log serves reads only. {}", std::string(status.message()))));
    GiveUp(status);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(status);
  thread_ = std::jthread([this](std::stop_token stop) { Run(std::move(stop)); });
  return absl::OkStatus();
}

void Publisher::Run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    const auto head = log_.WaitBeyond(Position{last_.size}, kWaitMax, stop);
    if (!head.ok()) return;          // The log is closed.
    if (!problem().empty()) return;  // A witness has told of another history.
    if (head->value == last_.size && writer_) continue;
    const absl::Status status = PublishNews();
    if (!status.ok() && !absl::IsUnavailable(status)) return GiveUp(status);
    if (status.ok()) {
      base::SleepUnlessStopped(options_.interval, stop);
    } else {
      spdlog::warn("heads are late: {}; goes on", status.ToString());
      base::SleepUnlessStopped(std::max(options_.interval, kRetryMin), stop);
    }
  }
}

void Publisher::GiveUp(const absl::Status& status) {
  spdlog::critical("no head is signed any more: {}", std::string(status.message()));
  const std::lock_guard lock(mutex_);
  if (problem_.empty()) problem_ = std::string(status.message());
}

std::string Publisher::problem() const {
  const std::lock_guard lock(mutex_);
  return problem_;
}

void Publisher::Stop() {
  asker_.request_stop();
  const bool ran = thread_.joinable();
  thread_.request_stop();
  if (ran) thread_.join();
  if (ran && problem().empty()) SignTheRest();
  // It was there until now, so nobody was asked who might not answer.
  if (asker_.joinable()) asker_.join();
}

void Publisher::SignTheRest() {
  if (const absl::Status status = PublishNews(); !status.ok()) {
    spdlog::warn("the last events are not signed yet: {}", std::string(status.message()));
  }
}

}  // namespace debut::eventlog
