#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "archive/archive_source.h"
#include "archive/files.h"
#include "archive/heads_log.h"
#include "archive/trust_policy.h"
#include "archive/verify.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "eventstore_rocksdb/stored_log.h"
#include "services/debut/audit.h"
#include "services/debut/progress_bar.h"
#include "services/debut/proof_messages.h"
#include "services/debut/server_source.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
namespace v1 = eventlog::v1;
using archive::Finding;
using archive::FindingCode;
using archive::VerifyResult;
using transparency::Checkpoint;
using transparency::NoteVerifier;

struct VerifyCommand {
  std::vector<std::string> keys;
  std::string path;
  std::string heads;
  std::string policy;
  std::uint64_t from = 1;
  std::uint64_t to = UINT64_MAX;
  bool proofs_only = false;
  int threads = 0;

  bool part() const { return proofs_only || from > 1 || to < UINT64_MAX; }
};

absl::StatusOr<archive::VerifyOptions> OptionsOf(const VerifyCommand& command) {
  archive::VerifyOptions options{.heads_file = command.heads, .threads = command.threads};
  ASSIGN_OR_RETURN(options.verifiers, VerifiersOf(command.keys));
  options.coverage = {.from = command.from, .to = command.proofs_only ? 0 : command.to};
  return options;
}

// With a progress bar named `label`.
using Verification = std::function<absl::StatusOr<VerifyResult>(archive::VerifyProgress)>;

absl::Status Run(std::string_view label, const VerifyCommand& command, Session& session,
                 const Verification& verify) {
  absl::StatusOr<VerifyResult> result;
  {
    std::optional<ProgressBar> bar;
    std::uint64_t shown = 0;
    result = verify([&](std::uint64_t done, std::uint64_t total) {
      if (!bar) bar.emplace(std::string(label), total);
      bar->Advance(done - std::exchange(shown, done));
      return true;
    });
  }
  if (!result.ok()) return CouldNotComplete(result.status());
  for (const Finding& finding : result->findings) ReportFinding(session, finding);
  PrintHead(session, result->head, command.keys.front(),
            !result->findings.empty()
                ? fmt::format("{}: {} findings", label, result->findings.size())
                : fmt::format("{}: everything agrees, also with {} signed heads; {} entries were "
                              "hashed",
                              label, result->heads_count, result->hashed));
  return absl::OkStatus();
}

// That as many witnesses have cosigned the head as the trust policy wants.
absl::Status CheckWitnesses(const std::string& note, const VerifyCommand& command,
                            Session& session) {
  if (command.policy.empty()) return absl::OkStatus();
  const auto text = archive::ReadFile(command.policy);
  if (!text.ok()) return absl::InvalidArgumentError(std::string(text.status().message()));
  ASSIGN_OR_RETURN(const auto policy, archive::TrustPolicy::FromText(*text));
  const std::size_t count = policy.CosignaturesOf(note);
  if (count < policy.quorum) {
    ReportFinding(session, {FindingCode::kUnwitnessed, 0,
                            fmt::format("the head has {} cosignatures, and the policy wants {}",
                                        count, policy.quorum)});
  }
  return absl::OkStatus();
}

absl::Status VerifyArchive(const fs::path& directory, const VerifyCommand& command,
                           Session& session) {
  ASSIGN_OR_RETURN(const auto options, OptionsOf(command));
  const std::string note = archive::Archive(directory).CheckpointNote().value_or("");
  RETURN_IF_ERROR(CheckWitnesses(note, command, session));
  return Run("archive", command, session, [&](archive::VerifyProgress progress) {
    return archive::VerifyArchive(archive::Archive(directory), options, progress);
  });
}

absl::Status VerifyDatabase(const fs::path& directory, const fs::path& archive_directory,
                            const VerifyCommand& command, Session& session) {
  ASSIGN_OR_RETURN(auto options, OptionsOf(command));
  const auto reference = archive::ArchiveSource::Open(archive::Archive(archive_directory));
  if (reference.ok()) options.reference = &*reference;
  return Run("database", command, session, [&](archive::VerifyProgress progress) {
    return eventstore_rocksdb::VerifyStoredLog(directory, options, progress);
  });
}

// A data directory: the database, and the archive beside it.
absl::Status VerifyDataDirectory(const fs::path& directory, VerifyCommand command,
                                 Session& session) {
  if (command.heads.empty()) command.heads = directory / "heads.log";
  const fs::path archive_directory = directory / "archive";
  RETURN_IF_ERROR(VerifyDatabase(directory / "log", archive_directory, command, session));
  if (!command.part()) {
    const auto log = eventstore_rocksdb::StoredLog::Open(directory / "log");
    // One that can't be opened was found already.
    if (log.ok()) RETURN_IF_ERROR(VerifySealedBeside(**log, directory / "privacy", session));
  }
  return fs::exists(archive_directory / "checkpoint")
             ? VerifyArchive(archive_directory, command, session)
             : absl::OkStatus();
}

// That each remembered head is a prefix of the server's, without its events.
absl::Status ProveHeads(const ServerSource& source, const VerifyCommand& command,
                        std::span<const NoteVerifier> keys, Session& session) {
  ASSIGN_OR_RETURN(const Checkpoint head, OpenHead(source.note(), keys));
  archive::HeadsReader reader(command.heads);
  std::uint64_t proved = 0;
  while (const auto note = reader.Next()) {
    ASSIGN_OR_RETURN(const Checkpoint held, OpenHead(*note, keys));
    if (held.size > head.size) {
      ReportFinding(session, {FindingCode::kRollback, head.size + 1,
                              fmt::format("the server shows {} events, and a head of {} was signed",
                                          head.size, held.size)});
      continue;
    }
    v1::GetConsistencyProofRequest request;
    request.set_old_size(held.size);
    v1::GetConsistencyProofResponse response;
    RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetConsistencyProof",
                                          request, response));
    ASSIGN_OR_RETURN(const Checkpoint shown, OpenHead(response.note(), keys));
    ASSIGN_OR_RETURN(const auto proof, ProofIn(response));
    if (transparency::VerifyConsistency(held.size, shown.size, held.root, shown.root, proof).ok()) {
      ++proved;
    } else {
      ReportFinding(session, {FindingCode::kFork, 0,
                              fmt::format("the server does not continue this head:\n{}\nShown:\n{}",
                                          *note, response.note())});
    }
  }
  PrintHead(session, head, command.keys.front(),
            fmt::format("server: it continues {} heads", proved));
  return absl::OkStatus();
}

// Each event of the range by a proof of its own.
absl::Status ProveRange(const ServerSource& source, const VerifyCommand& command,
                        std::span<const NoteVerifier> keys, Session& session) {
  ASSIGN_OR_RETURN(const Checkpoint head, OpenHead(source.note(), keys));
  const std::uint64_t last = std::min(command.to, head.size);
  ProgressBar bar("proofs", last < command.from ? 0 : last + 1 - command.from);
  for (std::uint64_t position = command.from; position <= last; ++position) {
    v1::GetInclusionProofRequest request;
    request.set_position(position);
    v1::GetInclusionProofResponse response;
    RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetInclusionProof",
                                          request, response));
    ASSIGN_OR_RETURN(const auto receipt, ReceiptIn(response));
    const auto proved = receipt.Verify(keys);
    if (!proved.ok() || receipt.index != position - 1) {
      ReportFinding(session, {FindingCode::kAltered, position,
                              proved.ok() ? "the proof is of another position"
                                          : std::string(proved.status().message())});
      return absl::OkStatus();
    }
    bar.Advance();
  }
  PrintHead(session, head, command.keys.front(),
            fmt::format("server: positions {} to {} are proved", command.from, last));
  return absl::OkStatus();
}

absl::Status VerifyServer(const VerifyCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const auto options, OptionsOf(command));
  const auto source = ServerSource::Open(session.client());
  if (!source.ok()) return CouldNotComplete(source.status());
  if (!source->problem().empty()) ReportFinding(session, FindingOfProblem(source->problem()));
  RETURN_IF_ERROR(CheckWitnesses(source->note(), command, session));
  if (command.proofs_only) return ProveHeads(*source, command, options.verifiers, session);
  if (command.part()) return ProveRange(*source, command, options.verifiers, session);
  RETURN_IF_ERROR(Run("server", command, session, [&](archive::VerifyProgress progress) {
    return archive::VerifyLog(*source, options, progress);
  }));
  return VerifySealedOnServer(session);
}

absl::Status Verify(const VerifyCommand& command, Session& session) {
  const fs::path path = command.path;
  if (path.empty()) return VerifyServer(command, session);
  if (fs::exists(path / "checkpoint")) return VerifyArchive(path, command, session);
  const bool is_data = fs::exists(path / "log");
  const fs::path log = is_data ? path / "log" : path;
  if (!is_data && !fs::exists(path / "db")) {
    return absl::InvalidArgumentError(fmt::format(
        "{} is no archive (no `checkpoint`), no data directory (no `log`) and no log (no `db`)",
        path.string()));
  }
  if (IsServed(log)) {
    return absl::UnavailableError(fmt::format(
        "a server has {} open: leave out the directory to verify it as it runs, or verify a copy",
        log.string()));
  }
  return is_data ? VerifyDataDirectory(path, command, session)
                 : VerifyDatabase(path, {}, command, session);
}

}  // namespace

void AddAuditVerify(CLI::App& audit, Session& session) {
  const auto command = std::make_shared<VerifyCommand>();
  CLI::App* verb = session.AddVerb(
      audit, "verify",
      "Hash every event again, and compare tree, tiles, index and every signed head",
      "  debut audit verify --key \"$KEY\" --heads ~/debut-heads        # the server as it runs\n"
      "  debut audit verify /backup/debut --key \"$KEY\"                # a stopped one's data\n"
      "  debut audit verify /backup/debut/log --key \"$KEY\" --heads ~/debut-heads\n"
      "  debut audit verify /backup/archive --key \"$KEY\" --from 1000 --to 2000\n"
      "Nothing is written into a directory. Without --proofs-only, --from and --to everything is "
      "hashed.",
      [=, &session] { return Verify(*command, session); });
  verb->add_option("DIR", command->path,
                   "an archive, a data directory or a log's directory; none: the server");
  AddKeys(*verb, command->keys, true);
  verb->add_option("--heads", command->heads,
                   "signed heads: the log's (heads.log of a data directory), or those of --book");
  verb->add_option("--policy", command->policy,
                   "whose cosignatures the head needs: a file after c2sp.org/tlog-policy");
  verb->add_option("--from", command->from,
                   "hash from this position on, in whole tiles of 256; the rest counts by its "
                   "stored hashes")
      ->check(CLI::PositiveNumber);
  verb->add_option("--to", command->to, "hash up to this position")->check(CLI::PositiveNumber);
  verb->add_flag("--proofs-only", command->proofs_only,
                 "hash no event: only the tree, the tiles and the signed heads");
  verb->add_option("--threads", command->threads, "default: one for each core")
      ->check(CLI::PositiveNumber);
}

}  // namespace debut::cli
