#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "archive/files.h"
#include "base/status_macros.h"
#include "services/debut/audit.h"
#include "transparency/timestamp.h"

namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::FindingCode;
using transparency::Checkpoint;

struct StampCommand {
  std::vector<std::string> keys;
  std::string note;
  std::string out;
  std::string token;
  std::string authorities;
};

absl::StatusOr<std::string> ReadInput(const std::string& path) {
  auto bytes = archive::ReadFile(path);
  if (absl::IsNotFound(bytes.status())) {
    return absl::InvalidArgumentError(std::string(bytes.status().message()));
  }
  return bytes;
}

// The head of the note that is stamped; a finding, and nothing, if no trusted key has signed it.
absl::StatusOr<std::optional<Checkpoint>> ReadHead(const StampCommand& command,
                                                   const std::string& note, Session& session) {
  ASSIGN_OR_RETURN(const auto keys, VerifiersOf(command.keys));
  const auto head = OpenHead(note, keys);
  if (head.ok()) return std::optional(*head);
  ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(head.status().message())});
  return std::optional<Checkpoint>();
}

absl::Status Query(const StampCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const std::string note, ReadInput(command.note));
  ASSIGN_OR_RETURN(const auto head, ReadHead(command, note, session));
  if (!head) return absl::OkStatus();
  RETURN_IF_ERROR(
      archive::WriteFile(fs::absolute(command.out), transparency::MakeTimestampQuery(note)));
  PrintHead(session, *head, command.keys.front(),
            fmt::format("the query for a time stamp is in {}; keep the note with the reply",
                        command.out));
  return absl::OkStatus();
}

absl::Status VerifyStamp(const StampCommand& command, Session& session) {
  ASSIGN_OR_RETURN(const std::string note, ReadInput(command.note));
  ASSIGN_OR_RETURN(const std::string token, ReadInput(command.token));
  ASSIGN_OR_RETURN(const std::string authorities, ReadInput(command.authorities));
  ASSIGN_OR_RETURN(const auto head, ReadHead(command, note, session));
  if (!head) return absl::OkStatus();
  const auto time = transparency::VerifyTimestamp(token, note, authorities);
  if (absl::IsDataLoss(time.status())) {
    ReportFinding(session, {FindingCode::kBadSignature, 0, std::string(time.status().message())});
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(time.status());
  PrintHead(session, *head, command.keys.front(),
            fmt::format("an authority has seen this head at {}",
                        absl::FormatTime(absl::RFC3339_sec, *time, absl::UTCTimeZone())));
  return absl::OkStatus();
}

}  // namespace

void AddAuditStamp(CLI::App& audit, Session& session) {
  const auto command = std::make_shared<StampCommand>();
  CLI::App* stamp =
      audit.add_subcommand("stamp", "RFC 3161 time stamps on signed heads: somebody else's clock");
  stamp->require_subcommand(1);
  stamp->fallthrough();

  CLI::App* query = session.AddVerb(
      *stamp, "query", "Write the query for a time stamp on a signed head",
      "  debut audit stamp query archive/checkpoint --key \"$KEY\" --out head.tsq\n"
      "  curl -H 'Content-Type: application/timestamp-query' --data-binary @head.tsq \\\n"
      "       https://tsa.example.com > head.tsr",
      [=, &session] { return Query(*command, session); });
  query->add_option("NOTE", command->note, "a signed head, as the archive has it")->required();
  AddKeys(*query, command->keys, true);
  query->add_option("--out", command->out)->required();

  CLI::App* verify = session.AddVerb(
      *stamp, "verify", "Check the reply of a time stamp authority, offline",
      "  debut audit stamp verify checkpoint --token head.tsr --authorities tsa.pem --key \"$KEY\"",
      [=, &session] { return VerifyStamp(*command, session); });
  verify->add_option("NOTE", command->note, "the head that was stamped, unchanged")->required();
  AddKeys(*verify, command->keys, true);
  verify->add_option("--token", command->token, "the authority's reply")->required();
  verify->add_option("--authorities", command->authorities, "certificates to trust, PEM")
      ->required();
}

}  // namespace debut::cli
