#include "archive/follower.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "transparency/tile_path.h"

namespace debut::archive {
namespace {

namespace fs = std::filesystem;
using transparency::Checkpoint;

constexpr std::uint64_t kRangeEntries = 16 * transparency::kTileWidth;
// What a kill costs at most, if the source has heads in between.
constexpr std::uint64_t kPublishEntries = 4 * kRangeEntries;

std::string Describe(const Checkpoint& head) {
  return fmt::format("{} events with root {}", head.size, transparency::ToHex(head.root));
}

Finding BadSignature(std::string_view what, const absl::Status& status) {
  return {FindingCode::kBadSignature, 0,
          fmt::format("{}: {}", what, std::string(status.message()))};
}

Finding OtherLog(const Checkpoint& shown, const std::string& origin) {
  return {FindingCode::kFork, 0,
          fmt::format("a head of {}, and this is a copy of {}", shown.origin, origin)};
}

}  // namespace

// The source's signed heads behind those that the copy has.
class Follower::NewHeads {
 public:
  NewHeads(const Follower& follower, const fs::path& file)
      : follower_(follower),
        reader_(file, follower.source_offset_),
        size_(follower.known_.size),
        offset_(follower.source_offset_) {}

  // Goes on to the next one. A finding: it isn't signed, of another log, or shorter.
  std::optional<Finding> Advance() {
    next_.reset();
    offset_ = reader_.offset();
    while (auto note = reader_.Next()) {
      const auto claimed = Checkpoint::FromText(transparency::TextOfNote(*note));
      // What the copy has was compared when it came.
      const bool old = claimed.ok() && claimed->size <= follower_.known_.size;
      if (old) {
        offset_ = reader_.offset();
        continue;
      }
      auto read = follower_.Read(*std::move(note));
      if (!read.ok()) return BadSignature("a signed head", read.status());
      const std::string& origin = follower_.known_.origin;
      if (!origin.empty() && read->head.origin != origin) return OtherLog(read->head, origin);
      if (read->head.size < size_) {
        return Finding{
            FindingCode::kRollback, read->head.size + 1,
            fmt::format("{} were signed after a head of {}", Describe(read->head), size_)};
      }
      size_ = read->head.size;
      next_ = *std::move(read);
      break;
    }
    return std::nullopt;
  }

  const std::optional<SignedHead>& next() const { return next_; }
  // Where it begins in the file, or what comes after the last one.
  std::uint64_t offset() const { return offset_; }

 private:
  const Follower& follower_;
  HeadsReader reader_;
  std::uint64_t size_;
  std::uint64_t offset_;
  std::optional<SignedHead> next_;
};

absl::StatusOr<Follower> Follower::Open(fs::path directory,
                                        std::vector<transparency::NoteVerifier> verifiers) {
  Follower follower(std::move(directory), std::move(verifiers));
  RETURN_IF_ERROR(follower.OpenCopy());
  return follower;
}

absl::StatusOr<Follower::SignedHead> Follower::Read(std::string note) const {
  ASSIGN_OR_RETURN(const auto opened, transparency::OpenNote(note, verifiers_));
  ASSIGN_OR_RETURN(Checkpoint head, Checkpoint::FromText(opened.text));
  return SignedHead{std::move(note), std::move(head)};
}

absl::Status Follower::OpenCopy() {
  const auto damaged = [&](const absl::Status& status) {
    if (absl::IsUnavailable(status)) return status;
    return absl::DataLossError(
        fmt::format("the copy {} is damaged: {}. Move it away, and it is made anew",
                    archive_.directory().string(), std::string(status.message())));
  };
  agreed_.clear();
  head_ = known_ = Checkpoint();
  ASSIGN_OR_RETURN(heads_, HeadsLog::Open(heads_file()));
  if (heads_->last()) {
    auto known = Read(*heads_->last());
    if (!known.ok()) return damaged(known.status());
    known_ = std::move(known->head);
  }
  if (auto note = archive_.CheckpointNote(); note.ok()) {
    auto head = Read(*std::move(note));
    if (!head.ok()) return damaged(head.status());
    head_ = std::move(head->head);
  } else if (!absl::IsNotFound(note.status())) {
    return note.status();
  }
  if (known_.size < head_.size) known_ = head_;
  auto writer = ArchiveWriter::Open(archive_, head_.size);
  if (!writer.ok()) return damaged(writer.status());
  if (writer->Root() != head_.root) return damaged(absl::DataLossError("its tiles are others"));
  writer_.emplace(*std::move(writer));
  return absl::OkStatus();
}

absl::Status Follower::DropUnpublished() const {
  const fs::path tiles = archive_.directory() / "tile";
  if (!fs::exists(tiles)) return absl::OkStatus();
  std::error_code error;
  std::vector<fs::path> files;
  for (const auto& file : fs::recursive_directory_iterator(tiles, error)) {
    if (!file.is_regular_file()) continue;
    const auto name = file.path().lexically_relative(archive_.directory()).generic_string();
    const auto leaves = transparency::LeavesBelowFile(name);
    if (leaves && *leaves > head_.size) files.push_back(file.path());
  }
  for (const fs::path& file : files) {
    if (!error) fs::remove(file, error);
  }
  return error ? absl::UnavailableError(error.message()) : absl::OkStatus();
}

absl::StatusOr<Follower::Round> Follower::CatchUp(const LogSource& source,
                                                  const fs::path& heads_file,
                                                  VerifyProgress progress) {
  auto round = Attempt(source, heads_file, progress);
  if (absl::IsDataLoss(round.status())) {
    // A run that was killed has left files that no head covers, and the source has others now.
    RETURN_IF_ERROR(DropUnpublished());
    RETURN_IF_ERROR(OpenCopy());
    round = Attempt(source, heads_file, progress);
  }
  const bool refused = round.ok() && round->finding.has_value();
  if (refused) RETURN_IF_ERROR(DropUnpublished());
  if (refused || !round.ok()) RETURN_IF_ERROR(OpenCopy());
  return round;
}

std::optional<Finding> Follower::CheckClaim(const Checkpoint& shown) const {
  if (!known_.origin.empty() && shown.origin != known_.origin) {
    return OtherLog(shown, known_.origin);
  }
  if (shown.size < known_.size) {
    return Finding{FindingCode::kRollback, shown.size + 1,
                   fmt::format("the log shows {}, and this copy holds a signed head of {}",
                               Describe(shown), Describe(known_))};
  }
  return std::nullopt;
}

absl::StatusOr<Follower::Round> Follower::Attempt(const LogSource& source,
                                                  const fs::path& heads_file,
                                                  VerifyProgress progress) {
  Round round;
  auto shown = Read(source.note());
  if (!shown.ok()) {
    round.finding = BadSignature("the log's head", shown.status());
    return round;
  }
  const Checkpoint& target = shown->head;
  round.finding = CheckClaim(target);
  NewHeads heads(*this, heads_file);
  if (!round.finding) round.finding = heads.Advance();
  const std::uint64_t begin = writer_->size();
  while (!round.finding && writer_->size() < target.size) {
    if (!progress(writer_->size() - begin, target.size - begin)) {
      return absl::CancelledError("the copying was stopped");
    }
    ASSIGN_OR_RETURN(
        round.finding,
        CopyRange(source, std::min(target.size, writer_->size() + kRangeEntries), heads, round));
  }
  if (!round.finding && writer_->Root() != target.root) {
    round.finding = Finding{
        FindingCode::kFork, begin + 1,
        fmt::format("the entries give {}, and {} were signed",
                    Describe({target.origin, writer_->size(), writer_->Root()}), Describe(target))};
  }
  if (round.finding) return round;
  progress(target.size - begin, target.size - begin);
  source_offset_ = heads.offset();
  // The same head once more, with the signature of a witness who was asked since.
  const bool same = target.size == head_.size && agreed_.empty();
  if (!same || archive_.CheckpointNote().value_or("") != shown->note) {
    if (known_.size < target.size && (agreed_.empty() || agreed_.back().head != target)) {
      agreed_.push_back(*shown);
      ++round.heads_count;
    }
    RETURN_IF_ERROR(Publish(*shown));
  }
  return round;
}

Follower::Outcome Follower::CopyRange(const LogSource& source, std::uint64_t end, NewHeads& heads,
                                      Round& round) {
  Outcome outcome = std::optional<Finding>();
  const std::uint64_t first = writer_->size() + 1;
  const absl::Status read = source.ReadEntries(
      first, end + 1 - first, [&](std::uint64_t place, auto, std::string_view entry) {
        if (!outcome.ok() || outcome->has_value()) return;
        const std::uint64_t expected = writer_->size() + 1;
        const auto header = eventstore::DecodeEntryHeader(entry);
        if (place == expected && header.ok() && header->position.value == expected) {
          outcome = Take(entry, heads, round);
        } else {
          outcome = Finding{place == expected ? FindingCode::kAltered : FindingCode::kRemoved,
                            expected, fmt::format("no entry of position {} is there", expected)};
        }
      });
  if (!outcome.ok() || outcome->has_value()) return outcome;
  if (absl::IsDataLoss(read)) {
    return Finding{FindingCode::kAltered, writer_->size() + 1, std::string(read.message())};
  }
  RETURN_IF_ERROR(read);
  if (writer_->size() == end) return outcome;
  return Finding{FindingCode::kTruncated, writer_->size() + 1,
                 fmt::format("no entries from position {} on", writer_->size() + 1)};
}

Follower::Outcome Follower::Take(std::string_view entry, NewHeads& heads, Round& round) {
  RETURN_IF_ERROR(writer_->Add(entry));
  ++round.copied;
  const std::uint64_t size = writer_->size();
  const auto disagree = [&](const Checkpoint& theirs) {
    return Finding{FindingCode::kFork, head_.size + 1,
                   fmt::format("the entries give {}, and {} were signed",
                               Describe({theirs.origin, size, writer_->Root()}), Describe(theirs))};
  };
  if (known_.size == size && writer_->Root() != known_.root) return disagree(known_);
  while (heads.next() && heads.next()->head.size == size) {
    if (heads.next()->head.root != writer_->Root()) return disagree(heads.next()->head);
    agreed_.push_back(*heads.next());
    ++round.heads_count;
    if (auto found = heads.Advance()) return found;
  }
  const bool at_head = !agreed_.empty() && agreed_.back().head.size == size;
  if (at_head && size - head_.size >= kPublishEntries) {
    const SignedHead last = agreed_.back();
    RETURN_IF_ERROR(Publish(last));
  }
  return std::nullopt;
}

absl::Status Follower::Publish(const SignedHead& head) {
  RETURN_IF_ERROR(writer_->WritePartialFiles());
  std::vector<std::string> notes;
  for (const SignedHead& agreed : agreed_) notes.push_back(agreed.note);
  RETURN_IF_ERROR(heads_->AppendAll(notes));
  agreed_.clear();
  RETURN_IF_ERROR(writer_->Publish(head.note));
  head_ = head.head;
  if (known_.size < head_.size) known_ = head_;
  return absl::OkStatus();
}

}  // namespace debut::archive
