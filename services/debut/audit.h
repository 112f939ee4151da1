#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "archive/findings.h"
#include "archive/log_source.h"
#include "services/debut/session.h"
#include "transparency/checkpoint.h"
#include "transparency/note.h"

// What the verbs of `debut audit` share.
namespace debut::cli {

inline constexpr char kTransparencyService[] = "debut.eventlog.v1.TransparencyService/";

// Prints a finding; the command ends with the exit code of findings, not with that of an error.
void ReportFinding(Session& session, const archive::Finding& finding);

// Why a log signs no further head, as the server says it: "ROLLBACK: …".
archive::Finding FindingOfProblem(std::string_view problem);

void PrintHead(const Session& session, const transparency::Checkpoint& head, std::string_view key,
               std::string_view what);

// --key, as often as there are keys to trust.
void AddKeys(CLI::App& verb, std::vector<std::string>& keys, bool required);
// INVALID_ARGUMENT: one is none.
absl::StatusOr<std::vector<transparency::NoteVerifier>> VerifiersOf(
    const std::vector<std::string>& keys);

// The head in a note that one of the keys has signed.
absl::StatusOr<transparency::Checkpoint> OpenHead(const std::string& note,
                                                  std::span<const transparency::NoteVerifier> keys);

// The same status, with a code that ends in "could not complete" instead of "findings".
absl::Status CouldNotComplete(const absl::Status& status);

// Whether a server has the log of this directory open, which goes on writing.
bool IsServed(const std::filesystem::path& log_directory);

// Reports what is wrong between a log and the sealed texts with their keys in `directory`
// (SEALED_MISSING, ERASURE_INCOMPLETE), and says how many texts the log commits to.
absl::Status VerifySealedBeside(const archive::LogSource& log,
                                const std::filesystem::path& directory, Session& session);
// The same, by the server that has the keys.
absl::Status VerifySealedOnServer(Session& session);

// Each adds its verbs to `debut audit`.
void AddAuditHeads(CLI::App& audit, Session& session);
void AddAuditVerify(CLI::App& audit, Session& session);
void AddAuditProofs(CLI::App& audit, Session& session);
void AddAuditExport(CLI::App& audit, Session& session);
void AddAuditKeeping(CLI::App& audit, Session& session);
void AddAuditStamp(CLI::App& audit, Session& session);
void AddAuditWitness(CLI::App& audit, Session& session);

}  // namespace debut::cli
