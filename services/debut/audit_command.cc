#include <fmt/format.h>

#include <filesystem>
#include <span>

#include "archive/files.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "eventstore/entry_codec.h"
#include "services/debut/audit.h"
#include "services/debut/audit_verbs.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/proof_messages.h"
#include "services/debut/receipt.h"
#include "transparency/tlog_proof.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
namespace v1 = eventlog::v1;
using archive::Finding;
using archive::FindingCode;
using transparency::Checkpoint;
using transparency::NoteVerifier;

struct AuditOptions {
  std::vector<std::string> keys;
  std::string book;
  std::string path;
  std::string out;
  std::uint64_t position = 0;
};

absl::StatusOr<v1::GetCheckpointResponse> FetchHead(Session& session) {
  v1::GetCheckpointResponse response;
  RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetCheckpoint",
                                        v1::GetCheckpointRequest(), response));
  if (!response.problem().empty()) ReportFinding(session, FindingOfProblem(response.problem()));
  return response;
}

// Whom to trust: --key, else whom the server names, which proves only that its answers agree.
absl::StatusOr<std::vector<NoteVerifier>> TrustedKeys(const AuditOptions& options,
                                                      const std::string& servers) {
  if (!options.keys.empty()) return VerifiersOf(options.keys);
  fmt::print(stderr, "the key is the server's own word; have it from elsewhere: --key {}\n",
             servers);
  return VerifiersOf({servers});
}

// That the head continues the one which the auditor holds.
absl::Status CheckContinues(Session& session, const std::string& held_note,
                            std::span<const NoteVerifier> keys, const Checkpoint& head) {
  ASSIGN_OR_RETURN(const Checkpoint held, OpenHead(held_note, keys));
  if (head.size < held.size || head.origin != held.origin) {
    ReportFinding(
        session,
        {head.origin != held.origin ? FindingCode::kFork : FindingCode::kRollback, head.size,
         fmt::format("the log shows {} with {} events, and this auditor holds {} with {}",
                     head.origin, head.size, held.origin, held.size)});
    return absl::OkStatus();
  }
  v1::GetConsistencyProofRequest request;
  request.set_old_size(held.size);
  v1::GetConsistencyProofResponse response;
  RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetConsistencyProof",
                                        request, response));
  ASSIGN_OR_RETURN(const Checkpoint proved, OpenHead(response.note(), keys));
  ASSIGN_OR_RETURN(const auto proof, ProofIn(response));
  if (!transparency::VerifyConsistency(held.size, proved.size, held.root, proved.root, proof)
           .ok()) {
    ReportFinding(session,
                  {FindingCode::kFork, held.size,
                   fmt::format("the log does not continue what this auditor holds. Held:\n{}\n"
                               "Shown:\n{}",
                               held_note, response.note())});
  }
  return absl::OkStatus();
}

absl::Status ShowHead(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto response, FetchHead(session));
  ASSIGN_OR_RETURN(const auto keys, TrustedKeys(options, response.verifier_key()));
  const auto head = OpenHead(response.note(), keys);
  if (!head.ok()) {
    ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(head.status().message())});
    return absl::OkStatus();
  }
  if (options.book.empty()) {
    PrintHead(session, *head, keys.front().ToText(), "the signature is good");
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(auto book, archive::HeadsLog::Open(fs::absolute(options.book)));
  const int exit_code = session.exit_code();
  if (book.last()) RETURN_IF_ERROR(CheckContinues(session, *book.last(), keys, *head));
  if (session.exit_code() != exit_code) return absl::OkStatus();
  const bool first = !book.last().has_value();
  if (book.last() != response.note()) RETURN_IF_ERROR(book.Append(response.note()));
  PrintHead(session, *head, keys.front().ToText(),
            first ? "the signature is good; remembered as the first head"
                  : "the signature is good, and it continues the head that was remembered");
  return absl::OkStatus();
}

absl::Status Prove(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto proof, FetchReceipt(session, options.position));
  if (options.out.empty()) {
    fmt::print("{}", proof.ToText());
    return absl::OkStatus();
  }
  return archive::WriteFile(fs::absolute(options.out), proof.ToText());
}

absl::Status Check(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(options.keys));
  const auto text = archive::ReadFile(options.path);
  if (!text.ok()) return absl::InvalidArgumentError(std::string(text.status().message()));
  ASSIGN_OR_RETURN(const auto proof, transparency::TlogProof::FromText(*text));
  const auto head = proof.Verify(keys);
  const auto event = eventstore::DecodeEntry(proof.entry);
  if (!head.ok() || !event.ok() || event->position.value != proof.index + 1) {
    const auto why =
        head.ok() ? "the entry isn't that of the position" : std::string(head.status().message());
    ReportFinding(session, {FindingCode::kAltered, proof.index + 1, why});
    return absl::OkStatus();
  }
  PrintHead(session, *head, keys.front().ToText(),
            fmt::format("position {} holds {} by {}", event->position.value, event->event.type,
                        event->event.principal));
  return absl::OkStatus();
}

}  // namespace

void AddAuditCommands(CLI::App& app, Session& session) {
  CLI::App* audit = app.add_subcommand("audit", "Prove that the history is whole and unchanged");
  audit->require_subcommand(1);
  audit->fallthrough();
  audit->footer("Exit codes: 0 clean, 1 findings, 2 usage, 3 could not complete, 4 internal.");
  const auto options = std::make_shared<AuditOptions>();

  CLI::App* head = session.AddVerb(
      *audit, "head", "Show the last signed head, and whether it continues the one remembered",
      "  debut audit head\n"
      "  debut audit head --key \"$KEY\" --book ~/debut-heads    # every day: finds a rewritten "
      "log",
      [=, &session] { return ShowHead(*options, session); });
  AddKeys(*head, options->keys, false);
  head->add_option("--book", options->book, "where this auditor keeps the heads it has seen");

  AddAuditVerify(*audit, session);
  AddAuditExport(*audit, session);
  AddAuditKeeping(*audit, session);
  AddAuditStamp(*audit, session);
  AddAuditWitness(*audit, session);

  CLI::App* prove = session.AddVerb(
      *audit, "prove", "Write a receipt for the event at a position",
      "  debut audit prove 1548 --out settled.receipt\n  debut audit check settled.receipt --key …",
      [=, &session] { return Prove(*options, session); });
  prove->add_option("POSITION", options->position)->required()->check(CLI::PositiveNumber);
  prove->add_option("--out", options->out, "a file, instead of standard output");

  CLI::App* check = session.AddVerb(*audit, "check", "Check a receipt, offline",
                                    "  debut audit check settled.receipt --key \"$KEY\"",
                                    [=, &session] { return Check(*options, session); });
  check->add_option("FILE", options->path)->required();
  AddKeys(*check, options->keys, true);
  AddReplayVerbs(*audit, session);
}

}  // namespace debut::cli
