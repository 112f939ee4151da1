#include "services/debut/audited_log.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "archive/archive_source.h"
#include "base/status_macros.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_rocksdb/stored_log.h"
#include "redecision/loaded_log.h"
#include "runtime/principal.h"
#include "runtime/text.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/progress_bar.h"

namespace debut::cli {

namespace {

namespace fs = std::filesystem;
using Log = std::unique_ptr<const eventstore::EventStore>;

absl::StatusOr<Log> LoadLog(const archive::LogSource& source) {
  std::optional<ProgressBar> bar;
  std::uint64_t shown = 0;
  return redecision::LoadedLog::Load(source, [&](std::uint64_t done, std::uint64_t total) {
    if (!bar) bar.emplace("load", total);
    bar->Advance(done - std::exchange(shown, done));
  });
}

absl::StatusOr<Log> OpenDirectory(const fs::path& path) {
  if (fs::exists(path / "checkpoint")) {
    ASSIGN_OR_RETURN(const auto source, archive::ArchiveSource::Open(archive::Archive(path)));
    return LoadLog(source);
  }
  const fs::path log = fs::exists(path / "log") ? path / "log" : path;
  if (!fs::exists(log / "db")) {
    return absl::InvalidArgumentError(fmt::format(
        "--log: {} is no archive (no `checkpoint`), no data directory (no `log`) and no log (no "
        "`db`)",
        path.string()));
  }
  ASSIGN_OR_RETURN(const auto source, eventstore_rocksdb::StoredLog::Open(log));
  return LoadLog(*source);
}

}  // namespace

absl::StatusOr<Log> OpenAuditedLog(Session& session, const std::string& directory) {
  if (!directory.empty()) return OpenDirectory(fs::absolute(directory));
  const Client& client = session.client();
  const auto channel = client.ChannelOf("debut.eventlog.v1");
  if (channel == nullptr) {
    return absl::InvalidArgumentError("--server: no address is given for eventlog");
  }
  eventstore_grpc::GrpcEventStoreOptions options;
  if (!client.principal().empty()) {
    options.metadata.emplace_back(runtime::kPrincipalHeader,
                                  runtime::PercentEncode(client.principal()));
  }
  return std::make_unique<const eventstore_grpc::GrpcEventStore>(channel, options);
}

void AddLogOption(CLI::App& verb, std::string& directory) {
  verb.add_option("--log", directory,
                  "an archive, an export, or a stopped server's data directory, instead of the "
                  "server; verify it first")
      ->check(CLI::ExistingDirectory);
}

void AddReplayVerbs(CLI::App& audit, Session& session) {
  AddRedecideVerb(audit, session);
  AddHistoryVerbs(audit, session);
  AddRebuildVerbs(audit, session);
  AddAuditReportVerb(audit, session);
}

}  // namespace debut::cli
