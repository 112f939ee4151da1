#include "services/debut/backup_repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "archive/files.h"
#include "base/status_macros.h"
#include "eventstore/plain_text.h"
#include "services/debut/json_text.h"
#include "transparency/hash.h"
#include "transparency/note.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Of a manifest. Never renumber.
constexpr int kFormat = 1;
constexpr std::string_view kConfigFolder = "config/";

json JsonOf(const Backup& backup) {
  json files = json::array();
  for (const BackupFile& file : backup.files) {
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  return {{"format", kFormat},
          {"program", backup.program},
          {"log_id", backup.log_id},
          {"head", backup.note},
          {"recorded_time_us", absl::ToUnixMicros(backup.recorded_time)},
          {"copied", backup.copied},
          {"archive_bytes", backup.archive_bytes},
          {"files", std::move(files)}};
}

// The name of a file in a directory, and no way out of it.
bool IsFileName(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == name.npos &&
         eventstore::IsPlainText(name);
}

// Restoring writes files of these names and reads objects of these digests: a manifest that
// somebody changed may not say where.
bool IsBackupFile(const BackupFile& file) {
  std::string_view name = file.name;
  if (name.starts_with(kConfigFolder)) name.remove_prefix(kConfigFolder.size());
  return IsFileName(name) && file.sha256.size() == 2 * transparency::kHashBytes &&
         file.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

absl::StatusOr<Backup> ReadManifest(const std::string& name, std::string_view text) {
  const json object = ParseJson(text);
  Backup backup{.name = name};
  try {
    if (const int format = object.at("format"); format > kFormat) {
      return absl::FailedPreconditionError(
          fmt::format("the backup {} has format {}, this program knows {} at most: use the newer "
                      "version",
                      name, format, kFormat));
    }
    backup.program = object.at("program");
    backup.log_id = object.at("log_id");
    backup.note = object.at("head");
    backup.recorded_time = absl::FromUnixMicros(object.at("recorded_time_us"));
    backup.copied = object.at("copied");
    backup.archive_bytes = object.at("archive_bytes");
    for (const json& file : object.at("files")) {
      backup.files.push_back({file.at("name"), file.at("bytes"), file.at("sha256")});
      if (IsBackupFile(backup.files.back())) continue;
      return absl::DataLossError(fmt::format("the backup {} keeps a file under a bad name", name));
    }
  } catch (const json::exception& error) {
    return absl::DataLossError(fmt::format("the backup {} is malformed: {}", name, error.what()));
  }
  auto head = transparency::Checkpoint::FromText(transparency::TextOfNote(backup.note));
  if (!head.ok()) return absl::DataLossError(fmt::format("the backup {} has no head", name));
  backup.head = *std::move(head);
  return backup;
}

std::string ManifestOf(const Backup& backup) {
  return JsonOf(backup).dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

absl::StatusOr<std::vector<Backup>> BackupRepository::List() const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& file : fs::directory_iterator(directory_ / "backups", error)) {
    if (file.path().extension() == ".json") names.push_back(file.path().stem());
  }
  std::ranges::sort(names);
  std::vector<Backup> backups;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const std::string text,
                     archive::ReadFile(directory_ / "backups" / (name + ".json")));
    ASSIGN_OR_RETURN(Backup backup, ReadManifest(name, text));
    backups.push_back(std::move(backup));
  }
  return backups;
}

absl::StatusOr<Backup> BackupRepository::Find(const std::string& name) const {
  ASSIGN_OR_RETURN(const auto backups, List());
  const auto found = name.empty() || backups.empty()
                         ? backups.end() - (backups.empty() ? 0 : 1)
                         : std::ranges::find(backups, name, &Backup::name);
  if (found != backups.end()) return *found;
  return absl::NotFoundError(
      fmt::format("{} has no backup{}{}", directory_.string(), name.empty() ? "" : " ", name));
}

absl::StatusOr<BackupFile> BackupRepository::AddFile(const std::string& name,
                                                     const fs::path& path) {
  ASSIGN_OR_RETURN(const std::string bytes, archive::ReadFile(path));
  const std::string digest = transparency::ToHex(transparency::Sha256(bytes));
  const fs::path object = directory_ / "objects" / digest;
  // Configuration may hold what not everybody should read.
  if (!fs::exists(object)) {
    RETURN_IF_ERROR(archive::WriteFile(object, bytes, archive::kReadableByOwner));
  }
  return BackupFile{name, bytes.size(), digest};
}

absl::Status BackupRepository::Add(Backup& backup, absl::Time now) {
  const std::string time = absl::FormatTime("%Y%m%dT%H%M%SZ", now, absl::UTCTimeZone());
  const auto path = [&] { return directory_ / "backups" / (backup.name + ".json"); };
  backup.name = time;
  for (int i = 2; fs::exists(path()); ++i) backup.name = fmt::format("{}-{:02}", time, i);
  return archive::WriteFile(path(), ManifestOf(backup));
}

absl::StatusOr<std::string> BackupRepository::ReadBackupFile(const BackupFile& file) const {
  auto bytes = archive::ReadFile(directory_ / "objects" / file.sha256);
  if (absl::IsNotFound(bytes.status())) {
    return absl::DataLossError(fmt::format("{} is missing", file.name));
  }
  RETURN_IF_ERROR(bytes.status());
  if (transparency::ToHex(transparency::Sha256(*bytes)) == file.sha256) return bytes;
  return absl::DataLossError(fmt::format("{} has other bytes than were kept", file.name));
}

}  // namespace debut::cli
