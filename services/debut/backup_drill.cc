#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "archive/files.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "eventstore_rocksdb/rocksdb_event_store.h"
#include "eventstore_rocksdb/stored_log.h"
#include "services/debut/audit.h"
#include "services/debut/audited_log.h"
#include "services/debut/backup.h"
#include "services/debut/backup_repository.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"
#include "services/debut/log_restore.h"
#include "services/debut/model_rows.h"
#include "services/debut/progress_bar.h"
#include "services/debut/table.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using eventstore::Position;
using nlohmann::json;
using transparency::NoteVerifier;

struct DrillCommand {
  std::vector<std::string> keys;
  std::string repository;
  std::string name;
  std::string scratch;
  bool compare = false;
};

// A directory that is gone at the end of the drill.
class Scratch {
 public:
  static absl::StatusOr<Scratch> Make(const fs::path& above) {
    std::error_code error;
    fs::create_directories(above, error);
    std::string path = (above / "debut-drill-XXXXXX").string();
    if (mkdtemp(path.data()) != nullptr) return Scratch(path);
    return absl::UnavailableError(fmt::format("no directory can be made in {}", above.string()));
  }
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  Scratch& operator=(Scratch&&) = delete;

  const fs::path& path() const { return path_; }

 private:
  explicit Scratch(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

// The steps of a drill, as they end.
class Report {
 public:
  explicit Report(Session& session) : session_(session) {}

  void Step(const std::string& step, const std::string& outcome, absl::Time begun) {
    const double seconds = absl::ToDoubleSeconds(absl::Now() - begun);
    if (session_.json()) {
      const json object = {{"step", step}, {"result", outcome}, {"seconds", seconds}};
      fmt::print("{}\n", JsonLine(object));
    } else {
      table_.Add({step, outcome, fmt::format("{:.2f}", seconds)});
    }
  }
  void Mismatch(std::uint64_t position, const std::string& model, const std::string& text) {
    session_.SetExitCode(kExitRefused);
    if (session_.json()) {
      const json object = {
          {"finding", "MODEL_MISMATCH"}, {"position", position}, {"model", model}, {"text", text}};
      fmt::print("{}\n", JsonLine(object));
    } else {
      fmt::print("MODEL_MISMATCH at {}: {} {}\n", position, model, text);
    }
  }
  void Print() const {
    if (!session_.json()) fmt::print("{}", table_.Render());
  }

 private:
  Session& session_;
  Table table_{{{"STEP"}, {"RESULT"}, {"SECONDS", Table::Align::kRight}}};
};

absl::StatusOr<std::optional<RestoredLog>> Restore(const BackupRepository& repository,
                                                   const Backup& backup,
                                                   const std::vector<NoteVerifier>& keys,
                                                   const fs::path& scratch, Session& session,
                                                   Report& report) {
  const absl::Time begun = absl::Now();
  const Progress progress("restore");
  ASSIGN_OR_RETURN(RestoredLog restored,
                   RestoreLog(repository, {.backup = backup}, keys, scratch / "log", progress));
  if (restored.finding) {
    ReportFinding(session, *restored.finding);
    return std::optional<RestoredLog>();
  }
  report.Step(
      "restore",
      fmt::format("{} events, equal root at {} signed heads", restored.size, restored.heads_count),
      begun);
  return std::optional(std::move(restored));
}

// Of the restored log: entries, tiles, index, and the heads up to its end.
absl::Status Verify(const BackupRepository& repository, const Backup& backup,
                    const std::vector<NoteVerifier>& keys, const fs::path& scratch,
                    Session& session, Report& report) {
  const absl::Time begun = absl::Now();
  std::string heads;
  archive::HeadsReader reader(repository.heads_file());
  while (const auto note = reader.Next()) {
    const auto head = OpenHead(*note, keys);
    if (head.ok() && head->size <= backup.head.size) heads += *note + "\n";
  }
  RETURN_IF_ERROR(archive::WriteFile(scratch / "heads.log", heads));
  const Progress progress("verify");
  ASSIGN_OR_RETURN(
      const auto result,
      eventstore_rocksdb::VerifyStoredLog(
          scratch / "log", {.verifiers = keys, .heads_file = scratch / "heads.log"}, progress));
  for (const archive::Finding& finding : result.findings) ReportFinding(session, finding);
  report.Step("verify",
              result.findings.empty()
                  ? fmt::format("{} entries hashed, tiles and index agree, {} signed heads agree",
                                result.hashed, result.heads_count)
                  : fmt::format("{} findings", result.findings.size()),
              begun);
  return absl::OkStatus();
}

// The same model of the server's log, as of the same position, and the server's own rows against
// its log.
absl::StatusOr<std::string> Compare(const readmodels::ModelKind& kind, Position position,
                                    const projection::RowDigest& digest,
                                    const eventstore::EventStore& live, Session& session,
                                    Report& report) {
  const std::string name = kind.projector->name();
  ASSIGN_OR_RETURN(const auto rows, MakeRows(live, kind, position));
  if (projection::DigestOf(rows.changes()).hex != digest.hex) {
    report.Mismatch(position.value, name, "is another one by the server's log");
    return std::string("differs from the server's log");
  }
  ASSIGN_OR_RETURN(const auto served,
                   RebuildOnServer(session, name, readmodels::v1::REBUILD_MODE_COMPARE));
  if (served.result().differences_count() > 0) {
    report.Mismatch(served.position(), name,
                    fmt::format("{} {}", served.result().differences(0).key(),
                                WhatIsWrong(served.result().differences(0))));
    return std::string("the served rows differ");
  }
  return fmt::format("the same as the server's; served rows agree at {}", served.position());
}

absl::Status Models(const DrillCommand& command, const fs::path& scratch, Position position,
                    Session& session, Report& report) {
  eventstore_rocksdb::Options options;
  options.directory = scratch / "log";
  ASSIGN_OR_RETURN(const auto store,
                   eventstore_rocksdb::RocksDbEventStore::Open(std::move(options)));
  std::unique_ptr<const eventstore::EventStore> live;
  if (command.compare) {
    ASSIGN_OR_RETURN(live, OpenAuditedLog(session));
  }
  for (const readmodels::ModelKind& kind : readmodels::AllModelKinds()) {
    const absl::Time begun = absl::Now();
    ASSIGN_OR_RETURN(const auto rows, MakeRows(*store, kind, position));
    const projection::RowDigest digest = projection::DigestOf(rows.changes());
    std::string outcome = "not compared";
    if (live) {
      ASSIGN_OR_RETURN(outcome, Compare(kind, position, digest, *live, session, report));
    }
    report.Step("model " + kind.projector->name(),
                fmt::format("{} rows, digest {}…: {}", digest.rows_count, digest.hex.substr(0, 16),
                            outcome),
                begun);
  }
  return absl::OkStatus();
}

absl::Status Carry(const DrillCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(command.keys));
  const BackupRepository repository(fs::absolute(command.repository));
  const auto backup = repository.Find(command.name);
  if (absl::IsNotFound(backup.status())) {
    return absl::InvalidArgumentError(std::string(backup.status().message()));
  }
  RETURN_IF_ERROR(backup.status());
  ASSIGN_OR_RETURN(const Scratch scratch,
                   Scratch::Make(command.scratch.empty() ? fs::temp_directory_path()
                                                         : fs::absolute(command.scratch)));
  Report report(session);
  ASSIGN_OR_RETURN(const auto restored,
                   Restore(repository, *backup, keys, scratch.path(), session, report));
  if (!restored) return absl::OkStatus();
  RETURN_IF_ERROR(Verify(repository, *backup, keys, scratch.path(), session, report));
  if (session.exit_code() == 0) {
    RETURN_IF_ERROR(Models(command, scratch.path(), Position{restored->size}, session, report));
  }
  report.Print();
  PrintHead(session, backup->head, command.keys.front(),
            session.exit_code() == 0
                ? fmt::format("the drill with backup {} went well", backup->name)
                : fmt::format("backup {} is NOT fit to restore from", backup->name));
  return absl::OkStatus();
}

}  // namespace

void AddBackupDrill(CLI::App& backup, Session& session) {
  const auto command = std::make_shared<DrillCommand>();
  CLI::App* verb = session.AddVerb(
      backup, "drill",
      "Restore a backup into a scratch directory, verify it and make its read models",
      "  debut backup drill /backup/debut --key \"$KEY\" --compare\n"
      "  debut backup drill /backup/debut --key \"$KEY\" --scratch /srv/tmp",
      [=, &session] { return CouldNotComplete(Carry(*command, session)); });
  verb->add_option("REPOSITORY", command->repository, "where backups lie")
      ->required()
      ->check(CLI::ExistingDirectory);
  AddKeys(*verb, command->keys, true);
  verb->add_option("--backup", command->name, "its name (default: the newest)");
  verb->add_option("--scratch", command->scratch,
                   "where there is room (default: the system's); emptied at the end");
  verb->add_flag("--compare", command->compare,
                 "with the running server: each model as of the backup's position, and what it "
                 "serves with its log");
}

}  // namespace debut::cli
