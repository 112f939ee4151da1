#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "archive/archive.h"
#include "transparency/checkpoint.h"

namespace debut::cli {

// A file that was kept beside the log: its configuration, the trust in its witnesses.
struct BackupFile {
  std::string name;  // Relative to the data directory, or "config/NAME".
  std::uint64_t bytes = 0;
  std::string sha256;  // 64 hex digits: where its bytes are.
};

// One backup: a place in the log, and what a server needs besides. The entries are those of the
// repository's archive, which never change.
struct Backup {
  std::string name = "";     // When it was made: "20261123T121500Z".
  std::string program = "";  // The version that made it.
  std::string log_id = "";   // 32 hex digits; empty: not known.
  std::string note = "";     // The signed head.
  transparency::Checkpoint head = {};
  absl::Time recorded_time = {};    // Of the last entry.
  std::uint64_t copied = 0;         // Entries that were new.
  std::uint64_t archive_bytes = 0;  // Of the whole archive then.
  std::vector<BackupFile> files = {};
};

// A backup as it is written down, in JSON. Nothing in it is believed: DATA_LOSS: malformed, or with
// a file that would lie elsewhere. FAILED_PRECONDITION: of a newer version.
absl::StatusOr<Backup> ReadManifest(const std::string& name, std::string_view text);
std::string ManifestOf(const Backup& backup);

// Where backups lie:
//
//   archive/              a verified copy of the log, with heads.log (debut follow)
//   backups/<name>.json   each backup
//   objects/<sha256>      files by their content
//
// Nothing that is there is ever overwritten. Thread-safe.
class BackupRepository {
 public:
  explicit BackupRepository(std::filesystem::path directory) : directory_(std::move(directory)) {}

  const std::filesystem::path& directory() const { return directory_; }
  archive::Archive log() const { return archive::Archive(directory_ / "archive"); }
  std::filesystem::path heads_file() const { return directory_ / "archive/heads.log"; }

  // The oldest first. DATA_LOSS: one can't be read. FAILED_PRECONDITION: of a newer version.
  absl::StatusOr<std::vector<Backup>> List() const;
  // The newest one if `name` is empty. NOT_FOUND: there is none.
  absl::StatusOr<Backup> Find(const std::string& name) const;

  // Keeps a file's bytes. UNAVAILABLE: it can't be read or written.
  absl::StatusOr<BackupFile> AddFile(const std::string& name, const std::filesystem::path& path);
  // Gives the backup its name. On disk when it returns.
  absl::Status Add(Backup& backup, absl::Time now);

  // DATA_LOSS: its bytes aren't there any more, or are others.
  absl::StatusOr<std::string> ReadBackupFile(const BackupFile& file) const;

 private:
  std::filesystem::path directory_;
};

}  // namespace debut::cli
