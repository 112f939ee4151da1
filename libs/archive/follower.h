#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "archive/archive.h"
#include "archive/findings.h"
#include "archive/heads_log.h"
#include "archive/log_source.h"
#include "archive/verify.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

namespace debut::archive {

// Keeps a copy of a log in another directory: an archive, with the signed heads in `heads.log` in
// it. Nothing is taken over that a signed head doesn't cover: entries are hashed as they come, and
// the copy's own head moves on only to a signed one whose root they give. Killed at any moment it
// goes on. Not thread-safe; one at a time on a directory.
class Follower {
 public:
  // `directory`: the copy, or where it is to be. `verifiers`: whom to trust, not empty.
  // DATA_LOSS: the copy's head isn't signed, or its tiles don't give it. UNAVAILABLE: it can't be
  // read.
  static absl::StatusOr<Follower> Open(std::filesystem::path directory,
                                       std::vector<transparency::NoteVerifier> verifiers);

  const Archive& archive() const { return archive_; }
  std::filesystem::path heads_file() const { return archive_.directory() / "heads.log"; }
  // Of the copy. Without an origin: there is none yet.
  const transparency::Checkpoint& head() const { return head_; }

  struct Round {
    std::uint64_t copied = 0;        // Entries.
    std::uint64_t heads_count = 0;   // Signed heads that were new and agreed.
    std::optional<Finding> finding;  // Then the copy stays as it was, or at a head before it.
  };
  // Takes over what is new. `heads_file`: the source's signed heads, each of which is compared;
  // empty: only its last one. UNAVAILABLE: the source or the disk can't be read or written.
  // CANCELLED: `progress` returned false.
  absl::StatusOr<Round> CatchUp(const LogSource& source, const std::filesystem::path& heads_file,
                                VerifyProgress progress);

 private:
  struct SignedHead {
    std::string note;
    transparency::Checkpoint head;
  };
  class NewHeads;
  using Outcome = absl::StatusOr<std::optional<Finding>>;

  Follower(std::filesystem::path directory, std::vector<transparency::NoteVerifier> verifiers)
      : archive_(std::move(directory)), verifiers_(std::move(verifiers)) {}

  absl::StatusOr<SignedHead> Read(std::string note) const;
  absl::Status OpenCopy();
  absl::Status DropUnpublished() const;
  std::optional<Finding> CheckClaim(const transparency::Checkpoint& shown) const;
  absl::StatusOr<Round> Attempt(const LogSource& source, const std::filesystem::path& heads_file,
                                VerifyProgress progress);
  Outcome CopyRange(const LogSource& source, std::uint64_t end, NewHeads& heads, Round& round);
  Outcome Take(std::string_view entry, NewHeads& heads, Round& round);
  absl::Status Publish(const SignedHead& head);

  Archive archive_;
  std::vector<transparency::NoteVerifier> verifiers_;
  transparency::Checkpoint head_;
  std::optional<HeadsLog> heads_;
  transparency::Checkpoint known_;  // The last of heads_: beyond head_ if a crash came between.
  std::optional<ArchiveWriter> writer_;
  std::vector<SignedHead> agreed_;   // Not in heads_ yet.
  std::uint64_t source_offset_ = 0;  // Behind the heads of the source that were looked at.
};

}  // namespace debut::archive
