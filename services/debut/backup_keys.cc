#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/status_macros.h"
#include "sealing/vault_mirror.h"
#include "services/debut/audit.h"
#include "services/debut/backup.h"
#include "services/debut/directory_lock.h"
#include "services/debut/json_text.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::FindingCode;

constexpr char kVault[] = "privacy";  // Of a data directory.

struct KeysCommand {
  std::string backup;
  std::string data;
};

absl::Status Mirror(const fs::path& from, const fs::path& to, const std::string& lock_directory,
                    Session& session) {
  ASSIGN_OR_RETURN(const DirectoryLock lock, DirectoryLock::Take(fs::absolute(lock_directory)));
  const auto mirrored = sealing::MirrorVault(from, to);
  if (!mirrored.ok()) return CouldNotComplete(mirrored.status());
  for (const std::string& difference : mirrored->differences)
    ReportFinding(session, {FindingCode::kAltered, 0, difference});
  if (session.json()) {
    const nlohmann::json object = {{"keys_copied", mirrored->keys_copied},
                                   {"texts_copied", mirrored->texts_copied},
                                   {"erased", mirrored->erased},
                                   {"keys", mirrored->keys},
                                   {"texts", mirrored->texts},
                                   {"differences", mirrored->differences.size()}};
    fmt::print("{}\n", JsonLine(object));
  } else {
    fmt::print("{} keys and {} sealed texts were new, {} were erased; {} keys and {} texts in {}\n",
               mirrored->keys_copied, mirrored->texts_copied, mirrored->erased, mirrored->keys,
               mirrored->texts, to.string());
  }
  return absl::OkStatus();
}

absl::Status Create(const KeysCommand& command, Session& session) {
  if (!fs::exists(fs::path(command.data) / "log")) {
    return absl::InvalidArgumentError(
        fmt::format("--from: {} is not a data directory, it has no log", command.data));
  }
  return Mirror(fs::path(command.data) / kVault, fs::path(command.backup) / kVault, command.backup,
                session);
}

absl::Status Restore(const KeysCommand& command, Session& session) {
  const fs::path backup = fs::path(command.backup) / kVault;
  if (!fs::exists(backup))
    return absl::InvalidArgumentError(fmt::format("{} has no keys", command.backup));
  if (IsServed(fs::path(command.data) / "log")) {
    return absl::InvalidArgumentError(
        fmt::format("--into: a server has {} open; stop it first", command.data));
  }
  return Mirror(backup, fs::path(command.data) / kVault, command.backup, session);
}

}  // namespace

void AddBackupKeys(CLI::App& backup, Session& session) {
  CLI::App* keys =
      backup.add_subcommand("keys", "Back up the keys of sealed personal data, and put them back");
  keys->require_subcommand(1);
  const auto command = std::make_shared<KeysCommand>();
  CLI::App* create = session.AddVerb(
      *keys, "create", "Copy what is new, and erase in the copy who was erased",
      "  debut backup keys create /media/safe/debut-keys --from /var/lib/debut\n"
      "May be run while the server runs. Not the directory of the backups: who has both can read "
      "what is sealed.\nThere is one copy, no history: after an erasure, the next run destroys the "
      "key in it, too.",
      [=, &session] { return Create(*command, session); });
  create->add_option("DIR", command->backup, "where the copy lies; made for its owner alone")
      ->required();
  create->add_option("--from", command->data, "the data directory")
      ->required()
      ->check(CLI::ExistingDirectory);

  CLI::App* restore = session.AddVerb(
      *keys, "restore", "Put keys and sealed texts back",
      "  debut backup keys restore /media/safe/debut-keys --into /var/lib/debut\n"
      "The server is stopped; the log was restored before. Nobody is revived: where the data "
      "directory has a\ntombstone it stays, and the server destroys the keys of everybody erased "
      "before it answers.",
      [=, &session] { return Restore(*command, session); });
  restore->add_option("DIR", command->backup, "where the copy lies")
      ->required()
      ->check(CLI::ExistingDirectory);
  restore->add_option("--into", command->data, "a data directory that no server has open")
      ->required()
      ->check(CLI::ExistingDirectory);
}

}  // namespace debut::cli
