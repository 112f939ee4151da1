#include "services/debut/audit.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/status_macros.h"
#include "services/debut/exit_codes.h"
#include "services/debut/json_text.h"

namespace debut::cli {

using nlohmann::json;
using transparency::Checkpoint;
using transparency::NoteVerifier;

void ReportFinding(Session& session, const archive::Finding& finding) {
  session.SetExitCode(kExitRefused);
  const std::string_view name = archive::NameOf(finding.code);
  if (!session.json()) {
    fmt::print("{} at {}: {}\n", name, finding.position, finding.text);
    return;
  }
  const json object = {{"finding", name}, {"position", finding.position}, {"text", finding.text}};
  fmt::print("{}\n", JsonLine(object));
}

archive::Finding FindingOfProblem(std::string_view problem) {
  using archive::FindingCode;
  archive::Finding finding{.code = FindingCode::kAltered,
                           .text = fmt::format("the log signs no further head. {}", problem)};
  for (const auto code : {FindingCode::kRollback, FindingCode::kFork, FindingCode::kTileMismatch}) {
    if (problem.starts_with(archive::NameOf(code))) finding.code = code;
  }
  return finding;
}

void PrintHead(const Session& session, const Checkpoint& head, std::string_view key,
               std::string_view what) {
  const std::string root = transparency::ToHex(head.root);
  if (!session.json()) {
    const std::string origin = head.origin.empty() ? "an unsigned log" : head.origin;
    fmt::print("{}\n{} events\nroot {}\n{}\n", origin, head.size, root, what);
    return;
  }
  const json object = {
      {"key", key}, {"origin", head.origin}, {"size", head.size}, {"root", root}, {"result", what}};
  fmt::print("{}\n", JsonLine(object));
}

void AddKeys(CLI::App& verb, std::vector<std::string>& keys, bool required) {
  verb.add_option("--key", keys,
                  "whom to trust: <name>+<key id>+<base64>; again for each key, after a rotation")
      ->envname("DEBUT_LOG_KEY")
      ->required(required)
      ->allow_extra_args(false);
}

absl::StatusOr<std::vector<NoteVerifier>> VerifiersOf(const std::vector<std::string>& keys) {
  std::vector<NoteVerifier> verifiers;
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN(NoteVerifier verifier, NoteVerifier::FromText(key));
    verifiers.push_back(std::move(verifier));
  }
  return verifiers;
}

absl::StatusOr<Checkpoint> OpenHead(const std::string& note, std::span<const NoteVerifier> keys) {
  ASSIGN_OR_RETURN(const auto opened, transparency::OpenNote(note, keys));
  return Checkpoint::FromText(opened.text);
}

absl::Status CouldNotComplete(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kDataLoss:
      return absl::UnavailableError(status.message());
    default:
      return status;
  }
}

bool IsServed(const std::filesystem::path& log_directory) {
  const int fd = open((log_directory / "LOCK").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  const bool locked = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(fd);
  return locked;
}

}  // namespace debut::cli
