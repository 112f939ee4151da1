#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "absl/strings/escaping.h"
#include "archive/heads_log.h"
#include "base/status_macros.h"
#include "debut/eventlog/v1/transparency_service.pb.h"
#include "services/debut/audit.h"
#include "services/debut/json_text.h"
#include "services/debut/list_output.h"
#include "services/debut/proof_messages.h"

// The heads that an auditor has seen, in a book of the auditor's own.
namespace debut::cli {
namespace {

namespace fs = std::filesystem;
namespace v1 = eventlog::v1;
using archive::FindingCode;
using transparency::Checkpoint;
using transparency::NoteVerifier;

struct HeadOptions {
  std::vector<std::string> keys;
  std::string book;
};

absl::StatusOr<v1::GetCheckpointResponse> FetchHead(Session& session) {
  v1::GetCheckpointResponse response;
  RETURN_IF_ERROR(session.client().Call(std::string(kTransparencyService) + "GetCheckpoint",
                                        v1::GetCheckpointRequest(), response));
  if (!response.problem().empty()) ReportFinding(session, FindingOfProblem(response.problem()));
  return response;
}

// Whom to trust: --key, else whom the server names, which proves only that its answers agree.
absl::StatusOr<std::vector<NoteVerifier>> TrustedKeys(const HeadOptions& options,
                                                      const std::string& servers) {
  if (!options.keys.empty()) return VerifiersOf(options.keys);
  fmt::print(stderr, "the key is the server's own word; have it from elsewhere: --key {}\n",
             servers);
  return VerifiersOf({servers});
}

// The auditor's own book of a log, by the log's name and the first key that is trusted.
absl::StatusOr<fs::path> BookOf(const HeadOptions& options, const NoteVerifier& key) {
  if (!options.book.empty()) return fs::absolute(options.book);
  const char* const state = std::getenv("XDG_STATE_HOME");
  const char* const home = std::getenv("HOME");
  fs::path directory;
  if (state != nullptr && *state != '\0') {
    directory = state;
  } else if (home != nullptr && *home != '\0') {
    directory = fs::path(home) / ".local/state";
  } else {
    return absl::InvalidArgumentError("no HOME to keep heads in: say --book FILE");
  }
  directory = directory / "debut/heads";
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return absl::UnavailableError(directory.string() + ": " + error.message());
  std::string name = key.name();
  std::ranges::replace(name, '/', '_');
  return directory / fmt::format("{}+{}", name, absl::BytesToHexString(key.key_id()));
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

absl::Status Remember(const fs::path& path, const std::string& note, const Checkpoint& head,
                      std::span<const NoteVerifier> keys, Session& session) {
  ASSIGN_OR_RETURN(auto book, archive::HeadsLog::Open(path));
  const int exit_code = session.exit_code();
  if (book.last()) RETURN_IF_ERROR(CheckContinues(session, *book.last(), keys, head));
  if (session.exit_code() != exit_code) return absl::OkStatus();
  const bool first = !book.last().has_value();
  if (book.last() != note) RETURN_IF_ERROR(book.Append(note));
  PrintHead(session, head, keys.front().ToText(),
            first ? "the signature is good; remembered as the first head"
                  : "the signature is good, and it continues the head that was remembered");
  return absl::OkStatus();
}

absl::Status Show(const HeadOptions& options, bool remember, Session& session) {
  ASSIGN_OR_RETURN(const auto response, FetchHead(session));
  ASSIGN_OR_RETURN(const auto keys, TrustedKeys(options, response.verifier_key()));
  const auto head = OpenHead(response.note(), keys);
  if (!head.ok()) {
    ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(head.status().message())});
    return absl::OkStatus();
  }
  if (!remember) {
    PrintHead(session, *head, keys.front().ToText(), "the signature is good");
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const fs::path book, BookOf(options, keys.front()));
  return Remember(book, response.note(), *head, keys, session);
}

void PrintRemembered(const Session& session, const Checkpoint& head, Table& table) {
  const std::string root = transparency::ToHex(head.root);
  if (session.json()) {
    fmt::print("{}\n", JsonLine({{"origin", head.origin}, {"size", head.size}, {"root", root}}));
  } else {
    table.Add({std::to_string(head.size), root, head.origin});
  }
}

absl::Status History(const HeadOptions& options, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(options.keys));
  ASSIGN_OR_RETURN(const fs::path book, BookOf(options, keys.front()));
  archive::HeadsReader reader(book);
  Table table({{"EVENTS", Table::Align::kRight}, {"ROOT"}, {"LOG"}});
  std::uint64_t count = 0;
  std::uint64_t size = 0;
  while (const auto note = reader.Next()) {
    ++count;
    const auto head = OpenHead(*note, keys);
    if (!head.ok()) {
      ReportFinding(session, {FindingCode::kBadSignature, 0,
                              fmt::format("head {} of the book: {}", count,
                                          std::string(head.status().message()))});
      continue;
    }
    if (head->size < size) {
      ReportFinding(session, {FindingCode::kRollback, head->size + 1,
                              fmt::format("head {} of the book is of {} events, and the one before "
                                          "of {}",
                                          count, head->size, size)});
    }
    size = head->size;
    PrintRemembered(session, *head, table);
  }
  if (!session.json()) {
    fmt::print("{}{} heads in {}\n", table.Render(), count, book.string());
  }
  return absl::OkStatus();
}

void AddBook(CLI::App& verb, HeadOptions& options) {
  verb.add_option("--book", options.book,
                  "where this auditor keeps the heads of a log (default: a file of the log's name "
                  "and key in ~/.local/state/debut/heads)");
}

}  // namespace

void AddAuditHeads(CLI::App& audit, Session& session) {
  const auto options = std::make_shared<HeadOptions>();
  const auto verb = std::make_shared<CLI::App*>(nullptr);
  *verb = session.AddVerb(
      audit, "head", "Show the last signed head, and whether it continues the one remembered",
      "  debut audit head\n"
      "  debut audit head --key \"$KEY\" --book ~/debut-heads    # every day: finds a rewritten "
      "log\n"
      "  debut audit head remember --key \"$KEY\"                # the same, with a book of its "
      "own",
      [=, &session] {
        // Its own verbs run before it.
        if (!(*verb)->get_subcommands().empty()) return absl::OkStatus();
        return Show(*options, !options->book.empty(), session);
      });
  AddKeys(**verb, options->keys, false);
  AddBook(**verb, *options);

  CLI::App* remember = session.AddVerb(
      **verb, "remember", "Prove that the head continues the one remembered, and remember it",
      "  debut audit head remember --key \"$KEY\"\n"
      "  debut audit head remember --key \"$KEY\" --book /media/usb/debut-heads",
      [=, &session] { return Show(*options, true, session); });
  AddKeys(*remember, options->keys, true);
  AddBook(*remember, *options);

  CLI::App* history = session.AddVerb(
      **verb, "history", "The heads that were remembered, each with its signature checked; offline",
      "  debut audit head history --key \"$KEY\"\n"
      "  debut audit head history --key \"$KEY\" --book /var/lib/debut/heads.log\n"
      "  debut --json audit head history --key \"$KEY\"",
      [=, &session] { return History(*options, session); });
  AddKeys(*history, options->keys, true);
  AddBook(*history, *options);
}

}  // namespace debut::cli
