#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "archive/archive.h"
#include "archive/archive_source.h"
#include "archive/files.h"
#include "archive/heads_log.h"
#include "archive/verify.h"
#include "base/status_macros.h"
#include "services/debut/audit.h"
#include "services/debut/export_tables.h"
#include "services/debut/progress_bar.h"
#include "services/debut/server_source.h"

namespace debut::cli {

// Made by the build.
extern const std::string_view kContractDescriptors;
extern const std::string_view kExportReadme;

namespace {

namespace fs = std::filesystem;
using archive::Finding;
using archive::FindingCode;
using transparency::Checkpoint;

constexpr std::uint64_t kRangeEntries = 4096;

struct ExportCommand {
  std::vector<std::string> keys;
  std::string out;
  std::string from;
  std::string heads;
  bool tables = false;
};

// Every entry in order. `take` stops it with its status.
absl::Status ForEach(const archive::LogSource& source, std::string_view label,
                     absl::FunctionRef<absl::Status(std::string_view entry)> take) {
  ProgressBar bar(std::string(label), source.size());
  for (std::uint64_t first = 1; first <= source.size(); first += kRangeEntries) {
    absl::Status taken;
    const std::uint64_t count = std::min(kRangeEntries, source.size() + 1 - first);
    RETURN_IF_ERROR(source.ReadEntries(first, count, [&](auto, auto, std::string_view entry) {
      if (taken.ok()) taken = take(entry);
    }));
    RETURN_IF_ERROR(taken);
    bar.Advance(count);
  }
  return absl::OkStatus();
}

// What makes the directory speak for itself.
absl::Status WriteCompanions(const ExportCommand& command, const fs::path& heads) {
  const fs::path out = command.out;
  RETURN_IF_ERROR(archive::WriteFile(out / "README.md", kExportReadme));
  RETURN_IF_ERROR(archive::WriteFile(out / "contract.binpb", kContractDescriptors));
  if (heads.empty() || !fs::exists(heads)) return absl::OkStatus();
  auto log = archive::HeadsLog::Open(out / "heads.log");
  RETURN_IF_ERROR(log.status());
  archive::HeadsReader reader(heads);
  while (const auto note = reader.Next()) RETURN_IF_ERROR(log->Append(*note));
  return absl::OkStatus();
}

absl::Status Export(const archive::LogSource& source, const ExportCommand& command,
                    const fs::path& heads, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(command.keys));
  const auto head = OpenHead(source.note(), keys);
  if (!head.ok()) {
    ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(head.status().message())});
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(auto writer,
                   archive::ArchiveWriter::Open(archive::Archive(fs::absolute(command.out)), 0));
  WritingSink sink(command.out);
  ExportTables tables(sink, command.tables);
  RETURN_IF_ERROR(ForEach(source, "export", [&](std::string_view entry) {
    const absl::Status added = writer.Add(entry);
    return added.ok() ? tables.Add(entry) : added;
  }));
  RETURN_IF_ERROR(tables.Finish());
  if (writer.size() != head->size || writer.Root() != head->root) {
    ReportFinding(session, {FindingCode::kFork, 0,
                            "the entries don't give the signed root: the export has no head"});
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(WriteCompanions(command, heads));
  RETURN_IF_ERROR(writer.Publish(source.note()));
  PrintHead(session, *head, command.keys.front(),
            fmt::format("exported to {}, with {} policy versions and {} tables", command.out,
                        tables.policies(), tables.tables()));
  return absl::OkStatus();
}

absl::Status RunExport(const ExportCommand& command, Session& session) {
  std::error_code error;
  if (fs::exists(command.out) && !fs::is_empty(command.out, error)) {
    return absl::InvalidArgumentError(fmt::format("{} is there and not empty", command.out));
  }
  if (command.from.empty()) {
    const auto source = ServerSource::Open(session.client());
    if (!source.ok()) return CouldNotComplete(source.status());
    return CouldNotComplete(Export(*source, command, command.heads, session));
  }
  const fs::path from = command.from;
  const bool is_data = fs::exists(from / "archive");
  const auto source =
      archive::ArchiveSource::Open(archive::Archive(is_data ? from / "archive" : from));
  if (!source.ok()) return CouldNotComplete(source.status());
  const fs::path heads = !command.heads.empty() ? fs::path(command.heads) : from / "heads.log";
  return CouldNotComplete(Export(*source, command, heads, session));
}

// The tables and policies again from the entries, and the export's own against them.
absl::Status ImportCheck(const ExportCommand& command, Session& session) {
  const fs::path directory = command.from;
  const archive::Archive exported(directory);
  ASSIGN_OR_RETURN(auto verifiers, VerifiersOf(command.keys));
  const fs::path heads = command.heads.empty() ? directory / "heads.log" : fs::path(command.heads);
  const auto verified =
      archive::VerifyArchive(exported, {.verifiers = std::move(verifiers), .heads_file = heads},
                             [](auto, auto) { return true; });
  if (!verified.ok()) return CouldNotComplete(verified.status());
  for (const Finding& finding : verified->findings) ReportFinding(session, finding);
  if (!verified->whole) return absl::OkStatus();

  const auto source = archive::ArchiveSource::Open(exported);
  if (!source.ok()) return CouldNotComplete(source.status());
  ComparingSink sink(directory);
  ExportTables tables(sink, fs::exists(directory / "tables"));
  const absl::Status read =
      ForEach(*source, "tables", [&](std::string_view entry) { return tables.Add(entry); });
  if (!read.ok()) return CouldNotComplete(read);
  RETURN_IF_ERROR(tables.Finish());
  const auto& difference = sink.difference();
  if (difference) {
    ReportFinding(session, {FindingCode::kAltered, difference->position,
                            fmt::format("{} isn't what the events say", difference->file)});
  }
  PrintHead(session, verified->head, command.keys.front(),
            difference || !verified->findings.empty()
                ? "the export differs"
                : fmt::format("the export is whole: {} signed heads, {} policy versions, {} tables",
                              verified->heads_count, tables.policies(), tables.tables()));
  return absl::OkStatus();
}

}  // namespace

void AddAuditExport(CLI::App& audit, Session& session) {
  const auto command = std::make_shared<ExportCommand>();
  CLI::App* verb = session.AddVerb(
      audit, "export",
      "Write the log as a directory that can be verified and read without this software",
      "  debut audit export /media/usb/debut --key \"$KEY\" --tables      # of the server\n"
      "  debut audit export /media/usb/debut --key \"$KEY\" --from /backup/debut",
      [=, &session] { return RunExport(*command, session); });
  verb->add_option("DIR", command->out, "where to: a directory that isn't there, or empty")
      ->required();
  AddKeys(*verb, command->keys, true);
  verb->add_option("--from", command->from, "a data directory or an archive; none: the server");
  verb->add_option("--heads", command->heads,
                   "signed heads to put in (default: heads.log beside the archive)");
  verb->add_flag("--tables", command->tables,
                 "also a CSV table for each type of event, with a data dictionary");

  CLI::App* check = session.AddVerb(
      audit, "import-check", "Check an export: the log, and its tables and policies against it",
      "  debut audit import-check /media/usb/debut --key \"$KEY\"",
      [=, &session] { return ImportCheck(*command, session); });
  check->add_option("DIR", command->from)->required();
  AddKeys(*check, command->keys, true);
  check->add_option("--heads", command->heads, "signed heads (default: heads.log of the export)");
}

}  // namespace debut::cli
