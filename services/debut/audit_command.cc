#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "archive/files.h"
#include "archive/heads_log.h"
#include "archive/verify.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.grpc.pb.h"
#include "eventstore/entry_codec.h"
#include "services/debut/commands.h"
#include "services/debut/exit_codes.h"
#include "services/debut/progress_bar.h"
#include "transparency/tlog_proof.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
namespace v1 = eventlog::v1;
using archive::Finding;
using archive::FindingCode;
using nlohmann::json;
using transparency::Checkpoint;
using transparency::NoteVerifier;

constexpr char kService[] = "debut.eventlog.v1.TransparencyService/";

struct AuditOptions {
  std::string key;
  std::string book;
  std::string heads;
  std::string path;
  std::string out;
  std::uint64_t position = 0;
};

void PrintFinding(const Finding& finding, bool as_json) {
  if (as_json) {
    fmt::print("{}\n", json{{"finding", archive::NameOf(finding.code)},
                            {"position", finding.position},
                            {"text", finding.text}}
                           .dump());
  } else {
    fmt::print("{} at {}: {}\n", archive::NameOf(finding.code), finding.position, finding.text);
  }
}

// One finding ends with the exit code of findings, not with that of an error.
void Report(Session& session, const Finding& finding) {
  PrintFinding(finding, session.json());
  session.SetExitCode(kExitRefused);
}

void PrintHead(const Session& session, const Checkpoint& head, const NoteVerifier& key,
               std::string_view what) {
  if (session.json()) {
    fmt::print("{}\n", json{{"key", key.ToText()},
                            {"origin", head.origin},
                            {"size", head.size},
                            {"root", transparency::ToHex(head.root)},
                            {"result", what}}
                           .dump());
  } else {
    fmt::print("{}\n{} events\nroot {}\n{}\n", head.origin, head.size,
               transparency::ToHex(head.root), what);
  }
}

// The head in a note that one of the keys has signed.
absl::StatusOr<Checkpoint> OpenHead(const std::string& note, const NoteVerifier& key) {
  ASSIGN_OR_RETURN(const auto opened, transparency::OpenNote(note, std::vector{key}));
  return Checkpoint::FromText(opened.text);
}

absl::StatusOr<v1::GetCheckpointResponse> FetchHead(Session& session) {
  v1::GetCheckpointResponse response;
  RETURN_IF_ERROR(session.client().Call(std::string(kService) + "GetCheckpoint",
                                        v1::GetCheckpointRequest(), response));
  if (!response.problem().empty()) {
    fmt::print(stderr, "the log signs no further head: {}\n", response.problem());
    session.SetExitCode(kExitRefused);
  }
  return response;
}

// Whom to trust: --key, else whom the server names, which proves only that its answers agree.
absl::StatusOr<NoteVerifier> TrustedKey(const AuditOptions& options, const std::string& servers) {
  if (!options.key.empty()) return NoteVerifier::FromText(options.key);
  fmt::print(stderr, "the key is the server's own word; have it from elsewhere: --key {}\n",
             servers);
  return NoteVerifier::FromText(servers);
}

// What a response proves. DATA_LOSS: not even the shape of a proof.
template <typename Response>
absl::StatusOr<transparency::Proof> ProofIn(const Response& response) {
  transparency::Proof proof;
  for (const std::string& hash : response.hashes()) {
    if (hash.size() != transparency::kHashBytes) return absl::DataLossError("a malformed proof");
    proof.push_back(transparency::HashFromBytes(hash));
  }
  return proof;
}

// That the head continues the one which the auditor holds.
absl::Status CheckContinues(Session& session, const std::string& held_note, const NoteVerifier& key,
                            const Checkpoint& head) {
  ASSIGN_OR_RETURN(const Checkpoint held, OpenHead(held_note, key));
  if (head.size < held.size || head.origin != held.origin) {
    Report(session,
           {head.origin != held.origin ? FindingCode::kFork : FindingCode::kRollback, head.size,
            fmt::format("the log shows {} with {} events, and this auditor holds {} with {}",
                        head.origin, head.size, held.origin, held.size)});
    return absl::OkStatus();
  }
  v1::GetConsistencyProofRequest request;
  request.set_old_size(held.size);
  v1::GetConsistencyProofResponse response;
  RETURN_IF_ERROR(
      session.client().Call(std::string(kService) + "GetConsistencyProof", request, response));
  ASSIGN_OR_RETURN(const Checkpoint proved, OpenHead(response.note(), key));
  ASSIGN_OR_RETURN(const auto proof, ProofIn(response));
  if (!transparency::VerifyConsistency(held.size, proved.size, held.root, proved.root, proof)
           .ok()) {
    Report(session, {FindingCode::kFork, held.size,
                     fmt::format("the log does not continue what this auditor holds. Held:\n{}\n"
                                 "Shown:\n{}",
                                 held_note, response.note())});
  }
  return absl::OkStatus();
}

absl::Status ShowHead(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto response, FetchHead(session));
  ASSIGN_OR_RETURN(const NoteVerifier key, TrustedKey(options, response.verifier_key()));
  const auto head = OpenHead(response.note(), key);
  if (!head.ok()) {
    Report(session, {FindingCode::kBadSignature, 0, std::string(head.status().message())});
    return absl::OkStatus();
  }
  if (options.book.empty()) {
    PrintHead(session, *head, key, "the signature is good");
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(auto book, archive::HeadsLog::Open(options.book));
  const int exit_code = session.exit_code();
  if (book.last()) RETURN_IF_ERROR(CheckContinues(session, *book.last(), key, *head));
  if (session.exit_code() != exit_code) return absl::OkStatus();
  const bool first = !book.last().has_value();
  if (book.last() != response.note()) RETURN_IF_ERROR(book.Append(response.note()));
  PrintHead(session, *head, key,
            first ? "the signature is good; remembered as the first head"
                  : "the signature is good, and it continues the head that was remembered");
  return absl::OkStatus();
}

absl::Status Verify(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const NoteVerifier key, NoteVerifier::FromText(options.key));
  absl::StatusOr<archive::VerifyResult> result;
  {
    std::optional<ProgressBar> progress;
    std::uint64_t shown = 0;
    result = archive::VerifyArchive(archive::Archive(options.path), {.verifiers = {key}, .heads_file = options.heads},
                                    [&](std::uint64_t done, std::uint64_t total) {
                                      if (!progress) progress.emplace("verify", total);
                                      progress->Advance(done - std::exchange(shown, done));
                                      return true;
                                    });
  }
  RETURN_IF_ERROR(result.status());
  for (const Finding& finding : result->findings) Report(session, finding);
  PrintHead(session, result->head, key,
            result->findings.empty()
                ? fmt::format("everything agrees, also with {} signed heads", result->heads_count)
                : fmt::format("{} findings", result->findings.size()));
  return absl::OkStatus();
}

absl::Status Prove(const AuditOptions& options, Session& session) {
  v1::GetInclusionProofRequest request;
  request.set_position(options.position);
  v1::GetInclusionProofResponse response;
  RETURN_IF_ERROR(
      session.client().Call(std::string(kService) + "GetInclusionProof", request, response));
  ASSIGN_OR_RETURN(auto hashes, ProofIn(response));
  const transparency::TlogProof proof{.entry = response.entry(),
                                      .index = response.index(),
                                      .hashes = std::move(hashes),
                                      .note = response.note()};
  if (options.out.empty()) {
    fmt::print("{}", proof.ToText());
    return absl::OkStatus();
  }
  return archive::WriteFile(fs::absolute(options.out), proof.ToText());
}

absl::Status Check(const AuditOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const NoteVerifier key, NoteVerifier::FromText(options.key));
  const auto text = archive::ReadFile(options.path);
  if (!text.ok()) return absl::InvalidArgumentError(std::string(text.status().message()));
  ASSIGN_OR_RETURN(const auto proof, transparency::TlogProof::FromText(*text));
  const auto head = proof.Verify(std::vector{key});
  const auto event = eventstore::DecodeEntry(proof.entry);
  if (!head.ok() || !event.ok() || event->position.value != proof.index + 1) {
    const auto why =
        head.ok() ? "the entry isn't that of the position" : std::string(head.status().message());
    Report(session, {FindingCode::kAltered, proof.index + 1, why});
    return absl::OkStatus();
  }
  PrintHead(session, *head, key,
            fmt::format("position {} holds {} by {}", event->position.value, event->event.type,
                        event->event.principal));
  return absl::OkStatus();
}

void AddKey(CLI::App* verb, AuditOptions& options, bool required) {
  verb->add_option("--key", options.key, "whom to trust: <name>+<key id>+<base64>")
      ->envname("DEBUT_LOG_KEY")
      ->required(required);
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
  AddKey(head, *options, false);
  head->add_option("--book", options->book, "where this auditor keeps the heads it has seen");

  CLI::App* verify = session.AddVerb(
      *audit, "verify", "Hash every event of an archive again, and compare with every signed head",
      "  debut audit verify /var/lib/debut/archive --key \"$KEY\" --heads /var/lib/debut/heads.log",
      [=, &session] { return Verify(*options, session); });
  verify->add_option("DIR", options->path, "the archive, or a copy of it")->required();
  AddKey(verify, *options, true);
  verify->add_option("--heads", options->heads, "signed heads: the log's, or those of --book");

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
  AddKey(check, *options, true);
}

}  // namespace debut::cli
