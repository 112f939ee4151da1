#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "archive/findings.h"
#include "archive/verify.h"
#include "services/debut/backup_repository.h"
#include "transparency/hash.h"
#include "transparency/note.h"

namespace debut::cli {

struct RestorePoint {
  Backup backup;
  std::optional<std::uint64_t> position = {};  // The last one; nothing: all of the backup's.
  std::optional<absl::Time> time = {};         // Only what was recorded up to then.
};

struct RestoredLog {
  std::uint64_t size = 0;
  transparency::Hash root = transparency::EmptyRoot();
  absl::Time recorded_time;       // Of the last entry.
  std::uint64_t heads_count = 0;  // Signed heads that were passed, and agree.
  std::optional<archive::Finding> finding;
};

// Makes the log's directory `into` anew from the archive of a repository, byte for byte, and
// compares the root at every signed head that it passes; the end is proved to be a prefix of the
// backup's own head. Killed at any moment it goes on. INVALID_ARGUMENT: nothing was recorded by
// then, or the log's id isn't known. FAILED_PRECONDITION: `into` holds another log, or more of it.
// UNAVAILABLE: the disk can't be read or written.
absl::StatusOr<RestoredLog> RestoreLog(const BackupRepository& repository,
                                       const RestorePoint& point,
                                       const std::vector<transparency::NoteVerifier>& keys,
                                       const std::filesystem::path& into,
                                       archive::VerifyProgress progress);

}  // namespace debut::cli
