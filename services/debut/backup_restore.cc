#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "archive/files.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "services/debut/audit.h"
#include "services/debut/backup.h"
#include "services/debut/backup_repository.h"
#include "services/debut/directory_lock.h"
#include "services/debut/json_text.h"
#include "services/debut/log_restore.h"
#include "services/debut/progress_bar.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using transparency::Checkpoint;
using transparency::NoteVerifier;

struct RestoreCommand {
  std::vector<std::string> keys;
  std::string repository;
  std::string name;
  std::string into;
  std::string heads;
  std::string log_id;
  std::uint64_t to_position = 0;
  std::string to_time;
};

absl::StatusOr<RestorePoint> PointOf(const RestoreCommand& command,
                                     const BackupRepository& repository) {
  RestorePoint point;
  auto found = repository.Find(command.name);
  if (absl::IsNotFound(found.status())) {
    return absl::InvalidArgumentError(std::string(found.status().message()));
  }
  RETURN_IF_ERROR(found.status());
  point.backup = *std::move(found);
  if (!command.log_id.empty()) point.backup.log_id = command.log_id;
  if (command.to_position > point.backup.head.size) {
    return absl::InvalidArgumentError(fmt::format("--to-position: the backup {} ends at {}",
                                                  point.backup.name, point.backup.head.size));
  }
  if (command.to_position > 0) point.position = command.to_position;
  if (!command.to_time.empty()) {
    absl::Time time;
    std::string error;
    if (!absl::ParseTime(absl::RFC3339_full, command.to_time, &time, &error)) {
      return absl::InvalidArgumentError("--to-time: not like 2026-11-23T18:00:00+08:00");
    }
    point.time = time;
  }
  return point;
}

// Every head that was signed, as far as anybody here knows: those behind the restored log's end let
// the server notice that something is missing.
absl::StatusOr<std::string> WriteHeads(const fs::path& kept, const fs::path& newer,
                                       const fs::path& out, const std::vector<NoteVerifier>& keys) {
  std::string last, bytes;
  Checkpoint end;
  for (const fs::path& file : {kept, newer}) {
    if (file.empty()) continue;
    if (!fs::exists(file)) {
      return absl::InvalidArgumentError(fmt::format("{} isn't there", file.string()));
    }
    archive::HeadsReader reader(file);
    while (auto note = reader.Next()) {
      ASSIGN_OR_RETURN(const Checkpoint head, OpenHead(*note, keys));
      if (!end.origin.empty() && head.origin != end.origin) {
        return absl::InvalidArgumentError(
            fmt::format("{} has heads of {}", file.string(), head.origin));
      }
      if (!end.origin.empty() && head.size <= end.size) continue;
      end = head;
      bytes += *note + "\n";
      last = *std::move(note);
    }
  }
  RETURN_IF_ERROR(archive::WriteFile(out, bytes));
  return last;
}

absl::Status WriteCompanions(const BackupRepository& repository, const Backup& backup,
                             const fs::path& data) {
  for (const BackupFile& file : backup.files) {
    const bool config = file.name.starts_with("config/");
    const fs::path path = data / (config ? "restored-" + file.name : file.name);
    if (fs::exists(path)) continue;
    ASSIGN_OR_RETURN(const std::string bytes, repository.ReadBackupFile(file));
    RETURN_IF_ERROR(archive::WriteFile(path, bytes, archive::kReadableByOwner));
  }
  return absl::OkStatus();
}

// Heads of earlier incarnations lie beside those of this one, and their number is part of its name:
// a backup that was made over the network doesn't have them.
absl::Status MarkEarlierIncarnations(const std::string& origin, const fs::path& data) {
  constexpr std::string_view kIncarnation = "/incarnation-";
  const std::size_t at = origin.rfind(kIncarnation);
  const int number = at == origin.npos ? 1 : std::atoi(origin.c_str() + at + kIncarnation.size());
  for (int i = 1; i < number; ++i) {
    const fs::path heads = data / fmt::format("heads.log.incarnation-{}", i);
    if (!fs::exists(heads)) RETURN_IF_ERROR(archive::WriteFile(heads, ""));
  }
  return absl::OkStatus();
}

void PrintRestored(const RestoreCommand& command, const RestorePoint& point,
                   const RestoredLog& restored, const Checkpoint& last_head,
                   const Session& session) {
  const bool whole = last_head.size <= restored.size;
  const std::string root = transparency::ToHex(restored.root);
  if (session.json()) {
    const nlohmann::json object = {{"backup", point.backup.name},
                                   {"position", restored.size},
                                   {"root", root},
                                   {"signed_heads", restored.heads_count},
                                   {"last_signed_head", last_head.size},
                                   {"result", whole ? "whole" : "ROLLBACK"}};
    fmt::print("{}\n", JsonLine(object));
    return;
  }
  fmt::print(
      "restored {} events of backup {} into {}\nroot {}\nit is equal at {} signed heads that were "
      "passed, and proved against the backup's own\n",
      restored.size, point.backup.name, command.into, root, restored.heads_count);
  if (whole) {
    fmt::print(
        "If the old log may have recorded anything since, or may come back, let this one take over "
        "under\na name of its own before it is started:\n"
        "  debut --as NAME audit incarnation begin --takes-over --data-dir {} --reason TEXT\n",
        command.into);
  } else {
    fmt::print(
        "ROLLBACK: heads of up to {} events were signed. The server will serve reads only until "
        "this is admitted:\n"
        "  debut --as NAME audit incarnation begin --data-dir {} --reason TEXT\n",
        last_head.size, command.into);
  }
}

absl::Status Restore(const RestoreCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(command.keys));
  const fs::path data = fs::absolute(command.into);
  if (fs::exists(data / "log") || fs::exists(data / "heads.log")) {
    return absl::InvalidArgumentError(
        fmt::format("{} has a log: a restore never writes over one", command.into));
  }
  const BackupRepository repository(fs::absolute(command.repository));
  const auto point = PointOf(command, repository);
  if (!point.ok()) return CouldNotComplete(point.status());
  const fs::path draft = data / "log.restoring";
  const auto restored = RestoreLog(repository, *point, keys, draft, Progress("restore"));
  if (!restored.ok()) return CouldNotComplete(restored.status());
  if (restored->finding) {
    ReportFinding(session, *restored->finding);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(WriteCompanions(repository, point->backup, data));
  RETURN_IF_ERROR(MarkEarlierIncarnations(point->backup.head.origin, data));
  // A log without its heads would be taken for a new one: they come first.
  ASSIGN_OR_RETURN(const std::string last,
                   WriteHeads(repository.heads_file(), command.heads, data / "heads.log", keys));
  ASSIGN_OR_RETURN(const Checkpoint last_head, OpenHead(last, keys));
  std::error_code error;
  fs::rename(draft, data / "log", error);
  if (error) return absl::UnavailableError(error.message());
  PrintRestored(command, *point, *restored, last_head, session);
  return absl::OkStatus();
}

}  // namespace

void AddBackupRestore(CLI::App& backup, Session& session) {
  const auto command = std::make_shared<RestoreCommand>();
  CLI::App* verb = session.AddVerb(
      backup, "restore", "Make a data directory anew, as it was at a position or a time",
      "  debut backup restore /backup/debut --into /var/lib/debut --key \"$KEY\"\n"
      "  debut backup restore /backup/debut --into /tmp/then --key \"$KEY\" --to-position 3026\n"
      "  debut backup restore /backup/debut --into /tmp/then --key \"$KEY\" \\\n"
      "      --to-time 2026-11-23T18:00:00+08:00\n"
      "The entries keep their bytes, positions, times and ids, and the root is compared with every "
      "signed\nhead on the way. Killed at any moment, the same command goes on. Read models follow "
      "when the\nserver starts. Put log.key there yourself, unless the backup was made --with-key.",
      [=, &session] { return Restore(*command, session); });
  verb->add_option("REPOSITORY", command->repository, "where backups lie")
      ->required()
      ->check(CLI::ExistingDirectory);
  AddKeys(*verb, command->keys, true);
  verb->add_option("--into", command->into, "a data directory without a log")->required();
  verb->add_option("--backup", command->name, "its name (default: the newest)");
  CLI::Option* position =
      verb->add_option("--to-position", command->to_position, "up to this event")
          ->check(CLI::PositiveNumber);
  verb->add_option("--to-time", command->to_time, "only what was recorded up to then")
      ->excludes(position);
  verb->add_option("--heads", command->heads,
                   "newer signed heads from elsewhere, such as heads.log of the lost machine's "
                   "other disk: they show what is missing");
  verb->add_option("--log-id", command->log_id,
                   "32 hex digits, for a backup that was made over the network of a log with an "
                   "origin of its own");
}

}  // namespace debut::cli
