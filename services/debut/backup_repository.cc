#include "services/debut/backup_repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "archive/files.h"
#include "base/status_macros.h"
#include "transparency/hash.h"
#include "transparency/note.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Of a manifest. Never renumber.
constexpr int kFormat = 1;

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

absl::StatusOr<Backup> BackupOf(const std::string& name, const json& object) {
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
    }
  } catch (const json::exception& error) {
    return absl::DataLossError(fmt::format("the backup {} is malformed: {}", name, error.what()));
  }
  auto head = transparency::Checkpoint::FromText(transparency::TextOfNote(backup.note));
  if (!head.ok()) return absl::DataLossError(fmt::format("the backup {} has no head", name));
  backup.head = *std::move(head);
  return backup;
}

}  // namespace

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
    ASSIGN_OR_RETURN(Backup backup, BackupOf(name, json::parse(text, nullptr, false)));
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
  return archive::WriteFile(path(), JsonOf(backup).dump(2) + "\n");
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
