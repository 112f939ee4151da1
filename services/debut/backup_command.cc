#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "archive/archive_source.h"
#include "archive/verify.h"
#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore_rocksdb/log_rebuild.h"
#include "services/debut/audit.h"
#include "services/debut/backup.h"
#include "services/debut/backup_repository.h"
#include "services/debut/commands.h"
#include "services/debut/directory_lock.h"
#include "services/debut/followed_log.h"
#include "services/debut/json_text.h"
#include "services/debut/progress_bar.h"
#include "services/debut/table.h"
#include "transparency/proofs.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::Finding;
using archive::FindingCode;
using nlohmann::json;

// What a data directory holds besides the log that a server can't do without. Not the private key,
// unless it is asked for; read models are made anew of the log; the keys of sealed personal
// data have a copy apart (backup_keys.cc).
constexpr const char* kCompanions[] = {"retired.keys", "trust.policy"};
constexpr std::string_view kOldHeads = "heads.log.incarnation-";

struct BackupCommand {
  std::vector<std::string> keys;
  std::string repository;
  std::string name;
  FollowedPlace place;
  std::vector<std::string> configs;
  bool with_key = false;
};

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

std::uint64_t BytesBelow(const fs::path& directory) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& file : fs::recursive_directory_iterator(directory, error)) {
    if (file.is_regular_file(error)) bytes += file.file_size(error);
  }
  return bytes;
}

// "debut/<id>/incarnation-2", unless the configuration has named the log otherwise.
std::string LogIdIn(const std::string& origin) {
  constexpr std::string_view kDefault = "debut/";
  constexpr std::size_t kDigits = 32;
  if (!origin.starts_with(kDefault)) return "";
  const std::string id = origin.substr(kDefault.size(), kDigits);
  const bool hex = id.size() == kDigits && id.find_first_not_of("0123456789abcdef") == id.npos;
  return hex ? id : "";
}

absl::Status AddFiles(const BackupCommand& command, BackupRepository& repository, Backup& backup) {
  const auto add = [&](const std::string& name, const fs::path& path) {
    auto file = repository.AddFile(name, path);
    if (file.ok()) backup.files.push_back(*std::move(file));
    return absl::IsNotFound(file.status())
               ? absl::InvalidArgumentError(std::string(file.status().message()))
               : file.status();
  };
  for (const std::string& config : command.configs) {
    RETURN_IF_ERROR(add("config/" + fs::path(config).filename().string(), fs::absolute(config)));
  }
  const fs::path data = command.place.from;
  if (data.empty() || !fs::exists(data / "log")) return absl::OkStatus();
  for (const char* name : kCompanions) {
    if (fs::exists(data / name)) RETURN_IF_ERROR(add(name, data / name));
  }
  for (const auto& file : fs::directory_iterator(data)) {
    const std::string name = file.path().filename();
    if (name.starts_with(kOldHeads)) RETURN_IF_ERROR(add(name, file.path()));
  }
  if (command.with_key) RETURN_IF_ERROR(add("log.key", data / "log.key"));
  ASSIGN_OR_RETURN(const std::string id, eventstore_rocksdb::ReadLogId(data / "log"));
  backup.log_id = absl::BytesToHexString(id);
  return absl::OkStatus();
}

absl::StatusOr<absl::Time> RecordedTimeOf(const archive::LogSource& source,
                                          std::uint64_t position) {
  absl::StatusOr<eventstore::EntryHeader> header = absl::DataLossError("the last entry is missing");
  RETURN_IF_ERROR(source.ReadEntries(position, 1, [&](auto, auto, std::string_view entry) {
    header = eventstore::DecodeEntryHeader(entry);
  }));
  RETURN_IF_ERROR(header.status());
  return absl::FromUnixMicros(header->recorded_time_us);
}

absl::Status Create(const BackupCommand& command, Session& session) {
  if (command.with_key && command.place.from.empty()) {
    return absl::InvalidArgumentError("--with-key needs --from: a server never hands out its key");
  }
  ASSIGN_OR_RETURN(auto keys, VerifiersOf(command.keys));
  BackupRepository repository(fs::absolute(command.repository));
  ASSIGN_OR_RETURN(const DirectoryLock lock, DirectoryLock::Take(repository.log().directory()));
  auto follower = archive::Follower::Open(repository.log().directory(), std::move(keys));
  if (!follower.ok()) return CouldNotComplete(follower.status());
  const auto log = OpenFollowed(command.place, session);
  if (!log.ok()) return CouldNotComplete(log.status());
  const auto round = CatchUp(*follower, *log);
  if (!round.ok()) return CouldNotComplete(round.status());
  if (round->finding) {
    ReportFinding(session, *round->finding);
    return absl::OkStatus();
  }
  Backup backup{.program = DEBUT_VERSION, .head = follower->head(), .copied = round->copied};
  backup.log_id = LogIdIn(backup.head.origin);
  ASSIGN_OR_RETURN(backup.note, follower->archive().CheckpointNote());
  RETURN_IF_ERROR(AddFiles(command, repository, backup));
  ASSIGN_OR_RETURN(const auto copy, archive::ArchiveSource::Open(follower->archive()));
  ASSIGN_OR_RETURN(backup.recorded_time, RecordedTimeOf(copy, backup.head.size));
  backup.archive_bytes = BytesBelow(follower->archive().directory());
  RETURN_IF_ERROR(repository.Add(backup, absl::Now()));
  PrintHead(session, backup.head, command.keys.front(),
            fmt::format("backup {}: {} entries were new, {} signed heads agree, {} files",
                        backup.name, backup.copied, round->heads_count, backup.files.size()));
  return absl::OkStatus();
}

absl::Status List(const BackupCommand& command, Session& session) {
  const BackupRepository repository(fs::absolute(command.repository));
  const auto backups = repository.List();
  if (!backups.ok()) return CouldNotComplete(backups.status());
  using Align = Table::Align;
  Table table({{"BACKUP"},
               {"POSITION", Align::kRight},
               {"NEW", Align::kRight},
               {"RECORDED UP TO"},
               {"BYTES", Align::kRight},
               {"FILES", Align::kRight}});
  for (const Backup& backup : *backups) {
    if (session.json()) {
      const json object = {{"name", backup.name},
                           {"position", backup.head.size},
                           {"root", transparency::ToHex(backup.head.root)},
                           {"origin", backup.head.origin},
                           {"log_id", backup.log_id},
                           {"copied", backup.copied},
                           {"recorded_time", TimeText(backup.recorded_time)},
                           {"archive_bytes", backup.archive_bytes},
                           {"files", backup.files.size()},
                           {"program", backup.program}};
      fmt::print("{}\n", JsonLine(object));
    } else {
      table.Add({backup.name, std::to_string(backup.head.size), std::to_string(backup.copied),
                 TimeText(backup.recorded_time), std::to_string(backup.archive_bytes),
                 std::to_string(backup.files.size())});
    }
  }
  if (!session.json()) fmt::print("{}", table.Render());
  return absl::OkStatus();
}

// That the tree of the archive has the backup's head, and that its files are what was kept.
void CheckBackup(const BackupRepository& repository, const Backup& backup,
                 const std::vector<transparency::NoteVerifier>& keys, Session& session) {
  const auto head = OpenHead(backup.note, keys);
  if (!head.ok()) {
    ReportFinding(session,
                  {FindingCode::kBadSignature, 0,
                   fmt::format("{}: {}", backup.name, std::string(head.status().message()))});
  }
  const archive::Archive log = repository.log();
  const auto root = transparency::RootFromTiles(
      backup.head.size, [&](const transparency::TileId& tile, std::uint64_t width) {
        return log.ReadTile(tile, width);
      });
  if (!root.ok() || *root != backup.head.root) {
    ReportFinding(session,
                  {FindingCode::kFork, backup.head.size,
                   fmt::format("{}: the archive doesn't give the backup's head", backup.name)});
  }
  for (const BackupFile& file : backup.files) {
    const auto bytes = repository.ReadBackupFile(file);
    if (bytes.ok()) continue;
    ReportFinding(session,
                  {FindingCode::kAltered, 0,
                   fmt::format("{}: {}", backup.name, std::string(bytes.status().message()))});
  }
}

absl::Status Verify(const BackupCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(command.keys));
  const BackupRepository repository(fs::absolute(command.repository));
  auto backups = repository.List();
  if (!backups.ok()) return CouldNotComplete(backups.status());
  if (!command.name.empty()) {
    std::erase_if(*backups, [&](const Backup& backup) { return backup.name != command.name; });
  }
  if (backups->empty()) return absl::InvalidArgumentError("there is no such backup");
  const auto result = archive::VerifyArchive(
      repository.log(), {.verifiers = keys, .heads_file = repository.heads_file()},
      Progress("verify"));
  if (!result.ok()) return CouldNotComplete(result.status());
  for (const Finding& finding : result->findings) ReportFinding(session, finding);
  for (const Backup& backup : *backups) CheckBackup(repository, backup, keys, session);
  PrintHead(session, result->head, command.keys.front(),
            session.exit_code() != 0
                ? std::string("the backups differ from what was signed")
                : fmt::format("{} backups are whole: {} entries were hashed, {} signed heads agree",
                              backups->size(), result->hashed, result->heads_count));
  return absl::OkStatus();
}

}  // namespace

void AddBackupCommands(CLI::App& app, Session& session) {
  CLI::App* backup = app.add_subcommand("backup", "Back up the log, and make it anew");
  backup->require_subcommand(1);
  backup->fallthrough();
  backup->footer("Exit codes: 0 done, 1 findings, 2 usage, 3 could not complete, 4 internal.");
  const auto command = std::make_shared<BackupCommand>();
  const auto add = [&](CLI::App* verb) {
    verb->add_option("REPOSITORY", command->repository, "where backups lie")->required();
  };

  CLI::App* create = session.AddVerb(
      *backup, "create", "Copy what is new, verified against the signed heads, while it runs",
      "  debut backup create /backup/debut --from /var/lib/debut --key \"$KEY\" \\\n"
      "      --config /etc/debut/debutd.conf\n"
      "  debut --server log.example:7420 backup create /backup/debut --key \"$KEY\"\n"
      "Only new entries are copied; earlier files are shared and never change. The private key is "
      "left\nout unless --with-key says otherwise. Read models are not in it: they are made anew "
      "of the log.",
      [=, &session] { return Create(*command, session); });
  add(create);
  AddKeys(*create, command->keys, true);
  AddFollowedPlace(*create, command->place);
  create->add_option("--config", command->configs, "a configuration file to keep; again for more")
      ->allow_extra_args(false);
  create->add_flag("--with-key", command->with_key,
                   "also the private key that signs the heads: who has the backup can sign then");

  CLI::App* list =
      session.AddVerb(*backup, "list", "Show the backups",
                      "  debut backup list /backup/debut\n  debut --json backup list /backup/debut",
                      [=, &session] { return List(*command, session); });
  add(list);

  CLI::App* verify = session.AddVerb(*backup, "verify",
                                     "Hash everything again, and compare it with every signed head",
                                     "  debut backup verify /backup/debut --key \"$KEY\"",
                                     [=, &session] { return Verify(*command, session); });
  add(verify);
  AddKeys(*verify, command->keys, true);
  verify->add_option("--backup", command->name, "only this one's files and head");

  AddBackupRestore(*backup, session);
  AddBackupDrill(*backup, session);
  AddBackupKeys(*backup, session);
  AddFollowCommand(app, session);
}

}  // namespace debut::cli
