#include <fmt/format.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "absl/time/clock.h"
#include "archive/archive.h"
#include "archive/files.h"
#include "archive/witness.h"
#include "archive/witness_http.h"
#include "base/status_macros.h"
#include "services/debut/audit.h"
#include "transparency/proofs.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::FindingCode;
using archive::Witness;
using transparency::Checkpoint;
using transparency::NoteAlgorithm;
using transparency::NoteSigner;

struct WitnessCommand {
  std::vector<std::string> logs;
  std::string name = "witness";
  std::string key_file;
  std::string state;
  std::string note;
  std::string archive;
  std::string out;
  std::string listen = "127.0.0.1:7430";
  std::string port_file;
};

// With a new key if there is none yet.
absl::StatusOr<std::unique_ptr<Witness>> OpenWitness(const WitnessCommand& command) {
  const fs::path key_file = command.key_file.empty() ? fs::path(command.state) / "witness.key"
                                                     : fs::path(command.key_file);
  auto pem = archive::ReadFile(key_file);
  if (absl::IsNotFound(pem.status())) {
    pem = NoteSigner::MakeKeyPem();
    RETURN_IF_ERROR(archive::WriteFile(fs::absolute(key_file), *pem, archive::kReadableByOwner));
  }
  RETURN_IF_ERROR(pem.status());
  ASSIGN_OR_RETURN(auto signer,
                   NoteSigner::FromPem(command.name, *pem, "", NoteAlgorithm::kCosignature));
  ASSIGN_OR_RETURN(auto logs, VerifiersOf(command.logs));
  return std::make_unique<Witness>(std::move(signer), std::move(logs), fs::absolute(command.state));
}

absl::Status Serve(const WitnessCommand& command) {
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  ASSIGN_OR_RETURN(const auto witness, OpenWitness(command));
  ASSIGN_OR_RETURN(const auto server, archive::WitnessServer::Start(*witness, command.listen, [] {
                     return absl::ToUnixSeconds(absl::Now());
                   }));
  fmt::print("witness {} serves http on port {}\n", witness->verifier().ToText(), server->port());
  std::fflush(stdout);
  if (!command.port_file.empty()) {
    RETURN_IF_ERROR(
        archive::WriteFile(fs::absolute(command.port_file), fmt::format("{}\n", server->port())));
  }
  int signal = 0;
  sigwait(&stops, &signal);
  return absl::OkStatus();
}

absl::Status Cosign(const WitnessCommand& command, Session& session) {
  const auto note = archive::ReadFile(command.note);
  if (!note.ok()) return absl::InvalidArgumentError(std::string(note.status().message()));
  ASSIGN_OR_RETURN(const Checkpoint head, Checkpoint::FromText(transparency::TextOfNote(*note)));
  ASSIGN_OR_RETURN(const auto witness, OpenWitness(command));
  archive::WitnessRequest request{.old_size = 0, .proof = {}, .note = *note};
  ASSIGN_OR_RETURN(const auto last, witness->LastOf(head.origin));
  if (last) {
    ASSIGN_OR_RETURN(const Checkpoint held, Checkpoint::FromText(transparency::TextOfNote(*last)));
    if (held.size > head.size) {
      ReportFinding(session, {FindingCode::kRollback, head.size + 1,
                              fmt::format("this witness has cosigned a head of {}", held.size)});
      return absl::OkStatus();
    }
    request.old_size = held.size;
    const archive::Archive tiles(command.archive);
    const auto proof =
        held.size == head.size
            ? transparency::Proof{}
            : transparency::ConsistencyProof(
                  held.size, head.size, [&](const transparency::TileId& tile, std::uint64_t width) {
                    return tiles.ReadTile(tile, width);
                  });
    if (!proof.ok()) return CouldNotComplete(proof.status());
    request.proof = *proof;
  }
  const auto line = witness->Cosign(request, absl::ToUnixSeconds(absl::Now()));
  if (absl::IsDataLoss(line.status()) || absl::IsPermissionDenied(line.status())) {
    ReportFinding(
        session, {absl::IsDataLoss(line.status()) ? FindingCode::kFork : FindingCode::kBadSignature,
                  0, std::string(line.status().message())});
    return absl::OkStatus();
  }
  if (!line.ok()) return CouldNotComplete(line.status());
  const fs::path out = command.out.empty() ? command.note + ".cosigned" : command.out;
  RETURN_IF_ERROR(archive::WriteFile(fs::absolute(out), *note + *line));
  PrintHead(session, head, witness->verifier().ToText(),
            fmt::format("cosigned into {}", out.string()));
  return absl::OkStatus();
}

void AddIdentity(CLI::App& verb, WitnessCommand& command) {
  verb.add_option("--log", command.logs, "whose heads are cosigned: <name>+<key id>+<base64>")
      ->required()
      ->allow_extra_args(false);
  verb.add_option("--state", command.state, "a directory: the heads that were cosigned")
      ->required();
  verb.add_option("--name", command.name, "of the witness")->capture_default_str();
  verb.add_option("--key-file", command.key_file,
                  "private Ed25519 key, PEM (default: witness.key of the state; made if missing)");
}

}  // namespace

void AddAuditWitness(CLI::App& audit, Session& session) {
  const auto command = std::make_shared<WitnessCommand>();
  CLI::App* witness = audit.add_subcommand(
      "witness",
      "Cosign heads of a log that somebody else runs, each only if it continues the last");
  witness->require_subcommand(1);
  witness->fallthrough();

  CLI::App* serve = session.AddVerb(
      *witness, "serve", "Serve a witness, c2sp.org/tlog-witness over HTTP, until it is stopped",
      "  debut audit witness serve --log \"$KEY\" --state /var/lib/witness --listen 10.0.0.7:7430\n"
      "The log asks it if trust.policy in its data directory says:\n"
      "  witness w <key that is printed> http://10.0.0.7:7430\n  group all all w\n  quorum all",
      [=] { return Serve(*command); });
  AddIdentity(*serve, *command);
  serve->add_option("--listen", command->listen)->capture_default_str();
  serve->add_option("--port-file", command->port_file, "where to write the port");

  CLI::App* cosign = session.AddVerb(
      *witness, "cosign", "Cosign a head offline, on a copy of the archive",
      "  debut audit witness cosign archive/checkpoint --archive archive --log \"$KEY\" \\\n"
      "      --state ~/witness --out checkpoint.cosigned",
      [=, &session] { return Cosign(*command, session); });
  cosign->add_option("NOTE", command->note, "a signed head, as the archive has it")->required();
  AddIdentity(*cosign, *command);
  cosign->add_option("--archive", command->archive,
                     "a copy: proves that the head continues the "
                     "last one");
  cosign->add_option("--out", command->out, "default: NOTE.cosigned");
}

}  // namespace debut::cli
