#include <fmt/format.h>

#include <filesystem>

#include "archive/archive.h"
#include "archive/files.h"
#include "archive/heads_log.h"
#include "archive/witness.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "eventstore/entry_codec.h"
#include "services/debut/audit.h"
#include "services/debut/proof_messages.h"
#include "services/debut/receipt.h"
#include "transparency/tlog_proof.h"

// Proofs that stand by themselves, and are checked offline.
namespace debut::cli {
namespace {

namespace fs = std::filesystem;
namespace v1 = eventlog::v1;
using archive::FindingCode;
using archive::WitnessRequest;
using transparency::Checkpoint;
using transparency::NoteVerifier;

constexpr std::string_view kOldHeadEnds = "\n\nold ";

struct ProofOptions {
  std::vector<std::string> keys;
  std::string path;
  std::string out;
  std::string log;  // A directory.
  std::uint64_t position = 0;
  std::vector<std::uint64_t> sizes;
};

absl::Status Write(const ProofOptions& options, const std::string& text) {
  if (!options.out.empty()) return archive::WriteFile(fs::absolute(options.out), text);
  fmt::print("{}", text);
  return absl::OkStatus();
}

absl::Status Prove(const ProofOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto proof, FetchReceipt(session, options.position));
  return Write(options, proof.ToText());
}

// Two signed heads of one log, and that the one is a prefix of the other: the old note, an empty
// line, and what c2sp.org/tlog-witness calls an add-checkpoint request.
struct ConsistencyFile {
  std::string old_note;
  WitnessRequest request;

  std::string ToText() const { return old_note + "\n" + request.ToText(); }
  static absl::StatusOr<ConsistencyFile> FromText(std::string_view text) {
    const auto end = text.find(kOldHeadEnds);
    if (end == std::string_view::npos) {
      return absl::InvalidArgumentError("neither a receipt nor a consistency proof");
    }
    ConsistencyFile file{.old_note = std::string(text.substr(0, end + 1)), .request = {}};
    ASSIGN_OR_RETURN(file.request, WitnessRequest::FromText(text.substr(end + 2)));
    return file;
  }
};

absl::StatusOr<ConsistencyFile> ProveByServer(const ProofOptions& options, Session& session) {
  v1::GetConsistencyProofRequest request;
  request.set_old_size(options.sizes[0]);
  request.set_new_size(options.sizes[1]);
  v1::GetConsistencyProofResponse response;
  RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetConsistencyProof",
                                        request, response));
  ConsistencyFile file{.old_note = response.old_note(),
                       .request = {options.sizes[0], {}, response.note()}};
  ASSIGN_OR_RETURN(file.request.proof, ProofIn(response));
  return file;
}

// Of the archive and the signed heads in a directory: of a server's data, or of an export.
absl::StatusOr<ConsistencyFile> ProveByDirectory(const fs::path& directory,
                                                 const ProofOptions& options) {
  const bool is_data = fs::exists(directory / "archive");
  const archive::Archive tiles(is_data ? directory / "archive" : directory);
  ConsistencyFile file{.old_note = "", .request = {options.sizes[0], {}, ""}};
  archive::HeadsReader heads(directory / "heads.log");
  while (const auto note = heads.Next()) {
    const auto head = Checkpoint::FromText(transparency::TextOfNote(*note));
    if (!head.ok()) continue;
    if (head->size == options.sizes[0]) file.old_note = *note;
    if (head->size == options.sizes[1]) file.request.note = *note;
  }
  if (file.request.note.empty()) {
    return absl::InvalidArgumentError(
        fmt::format("{} has no signed head of {} events", directory.string(), options.sizes[1]));
  }
  ASSIGN_OR_RETURN(const std::string last, tiles.CheckpointNote());
  ASSIGN_OR_RETURN(const auto now, Checkpoint::FromText(transparency::TextOfNote(last)));
  ASSIGN_OR_RETURN(file.request.proof,
                   transparency::ConsistencyProof(
                       options.sizes[0], options.sizes[1],
                       [&](const transparency::TileId& tile,
                           std::uint64_t width) -> absl::StatusOr<std::string> {
                         ASSIGN_OR_RETURN(
                             const std::string hashes,
                             tiles.ReadTile(tile, transparency::TileWidth(tile, now.size)));
                         return hashes.substr(0, width * transparency::kHashBytes);
                       }));
  return file;
}

absl::Status ProveConsistency(const ProofOptions& options, Session& session) {
  if (options.sizes[0] > options.sizes[1]) {
    return absl::InvalidArgumentError("two sizes of the log, the smaller one first");
  }
  const absl::StatusOr<ConsistencyFile> file = options.log.empty()
                                                   ? ProveByServer(options, session)
                                                   : ProveByDirectory(options.log, options);
  RETURN_IF_ERROR(file.status());
  if (file->old_note.empty()) {
    return absl::InvalidArgumentError(
        fmt::format("no head of {} events was signed: `debut audit head history --book heads.log` "
                    "shows the sizes",
                    options.sizes[0]));
  }
  return Write(options, file->ToText());
}

absl::Status CheckReceipt(const transparency::TlogProof& proof,
                          const std::vector<NoteVerifier>& keys, Session& session) {
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

absl::Status CheckConsistency(const ConsistencyFile& file, const std::vector<NoteVerifier>& keys,
                              Session& session) {
  const auto old_head = OpenHead(file.old_note, keys);
  const auto new_head = OpenHead(file.request.note, keys);
  for (const auto* head : {&old_head, &new_head}) {
    if (head->ok()) continue;
    ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(head->status().message())});
    return absl::OkStatus();
  }
  if (old_head->origin != new_head->origin || old_head->size != file.request.old_size ||
      !transparency::VerifyConsistency(old_head->size, new_head->size, old_head->root,
                                       new_head->root, file.request.proof)
           .ok()) {
    ReportFinding(session, {FindingCode::kFork, old_head->size,
                            fmt::format("the second head does not continue the first. First:\n{}\n"
                                        "Second:\n{}",
                                        file.old_note, file.request.note)});
    return absl::OkStatus();
  }
  PrintHead(session, *new_head, keys.front().ToText(),
            fmt::format("it continues the head of {} events", old_head->size));
  return absl::OkStatus();
}

absl::Status Check(const ProofOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(options.keys));
  const auto text = archive::ReadFile(options.path);
  if (!text.ok()) return absl::InvalidArgumentError(std::string(text.status().message()));
  if (text->find(kOldHeadEnds) != std::string::npos) {
    ASSIGN_OR_RETURN(const auto file, ConsistencyFile::FromText(*text));
    return CheckConsistency(file, keys, session);
  }
  ASSIGN_OR_RETURN(const auto proof, transparency::TlogProof::FromText(*text));
  return CheckReceipt(proof, keys, session);
}

}  // namespace

void AddAuditProofs(CLI::App& audit, Session& session) {
  const auto options = std::make_shared<ProofOptions>();
  CLI::App* prove = session.AddVerb(
      audit, "prove", "Write a receipt for the event at a position",
      "  debut audit prove 1548 --out settled.receipt\n  debut audit check settled.receipt --key …",
      [=, &session] { return Prove(*options, session); });
  prove->add_option("POSITION", options->position)->required()->check(CLI::PositiveNumber);
  prove->add_option("--out", options->out, "a file, instead of standard output");

  CLI::App* consistency = session.AddVerb(
      audit, "prove-consistency",
      "Write a proof that one signed head continues another: both notes, and the hashes between",
      "  debut audit head history --key \"$KEY\" --book heads.log    # which sizes were signed\n"
      "  debut audit prove-consistency 695 8489 --out 695-8489.proof\n"
      "  debut audit prove-consistency 695 8489 --log /backup/data    # without a server\n"
      "  debut audit check 695-8489.proof --key \"$KEY\"",
      [=, &session] { return ProveConsistency(*options, session); });
  consistency->add_option("SIZES", options->sizes, "events of two signed heads, the older first")
      ->required()
      ->expected(2)
      ->check(CLI::PositiveNumber);
  consistency->add_option("--out", options->out, "a file, instead of standard output");
  consistency
      ->add_option("--log", options->log,
                   "a data directory or an export, with its archive and heads.log")
      ->check(CLI::ExistingDirectory);

  CLI::App* check =
      session.AddVerb(audit, "check", "Check a receipt or a consistency proof, offline",
                      "  debut audit check settled.receipt --key \"$KEY\"\n"
                      "  debut audit check 695-8489.proof --key \"$KEY\"",
                      [=, &session] { return Check(*options, session); });
  check->add_option("FILE", options->path)->required();
  AddKeys(*check, options->keys, true);
}

}  // namespace debut::cli
