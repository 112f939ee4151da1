#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "archive/log_source.h"
#include "base/broken_invariant.h"
#include "base/status_macros.h"
#include "debut/privacy/v1/privacy_service.pb.h"
#include "domain/privacy/inspection.h"
#include "eventstore/entry_codec.h"
#include "services/debut/audit.h"
#include "services/debut/json_text.h"
#include "services/debut/progress_bar.h"

// Whether what the log commits to lies beside it: sealed texts and their keys.
namespace debut::cli {
namespace {

namespace fs = std::filesystem;
using archive::Finding;
using archive::FindingCode;
using privacy::SubjectLedger;

constexpr std::uint64_t kEntriesAtOnce = 1'024;

// Leaves out what can't be read, which is a finding about the log.
absl::StatusOr<SubjectLedger> ReadLedger(const archive::LogSource& log) {
  SubjectLedger ledger;
  const eventstore::Query query = ledger.Selects();
  const Progress progress("sealed");
  for (std::uint64_t first = 1; first <= log.size(); first += kEntriesAtOnce) {
    const std::uint64_t count = std::min(kEntriesAtOnce, log.size() - first + 1);
    RETURN_IF_ERROR(
        log.ReadEntries(first, count, [&](std::uint64_t, std::string_view, std::string_view entry) {
          const auto event = eventstore::DecodeEntry(entry);
          if (!event.ok() || !query.Matches(event->position, event->event)) return;
          base::CatchBroken([&] {
            ledger.Apply(*event);
            return absl::OkStatus();
          }).IgnoreError();
        }));
    progress(first + count - 1, log.size());
  }
  return ledger;
}

void PrintResult(const Session& session, std::uint64_t count, std::uint64_t findings) {
  if (session.json()) {
    fmt::print("{}\n", JsonLine({{"sealed_texts", count}, {"findings", findings}}));
  } else if (findings > 0) {
    fmt::print("sealed texts: {} findings\n", findings);
  } else if (count > 0) {
    fmt::print("sealed texts: all {} that the log commits to are there, or erased\n", count);
  }
}

// Of those who weren't erased.
std::uint64_t FirstCommitment(const SubjectLedger& ledger) {
  std::uint64_t first = 0;
  for (const auto& [subject, file] : ledger.files) {
    if (file.erasure_requested || file.commitments.empty()) continue;
    const std::uint64_t position = file.commitments.front().position;
    if (first == 0 || position < first) first = position;
  }
  return first;
}

FindingCode CodeOf(std::string_view name) {
  return name == archive::NameOf(FindingCode::kErasureIncomplete) ? FindingCode::kErasureIncomplete
                                                                  : FindingCode::kSealedMissing;
}

}  // namespace

absl::Status VerifySealedBeside(const archive::LogSource& log, const fs::path& directory,
                                Session& session) {
  ASSIGN_OR_RETURN(const SubjectLedger ledger, ReadLedger(log));
  const std::uint64_t count = privacy::CommitmentsCount(ledger);
  const std::uint64_t first = FirstCommitment(ledger);
  if (first > 0 && !fs::exists(directory)) {
    ReportFinding(session,
                  {FindingCode::kSealedMissing, first,
                   fmt::format("{} is not there, with what is sealed and its keys: {} texts",
                               directory.string(), count)});
    PrintResult(session, count, 1);
    return absl::OkStatus();
  }
  const sealing::Vault vault(directory);
  const auto problems = privacy::ProblemsOf(ledger, vault);
  for (const Finding& problem : problems) ReportFinding(session, problem);
  PrintResult(session, count, problems.size());
  return absl::OkStatus();
}

absl::Status VerifySealedOnServer(Session& session) {
  privacy::v1::VerifySealedFieldsResponse response;
  const absl::Status asked =
      session.client().Call("debut.privacy.v1.PrivacyService/VerifySealedFields",
                            privacy::v1::VerifySealedFieldsRequest(), response);
  if (!asked.ok()) return CouldNotComplete(base::Annotate(asked, "sealed texts"));
  for (const auto& problem : response.problems()) {
    ReportFinding(session, {CodeOf(problem.code()), problem.position(), problem.text()});
  }
  PrintResult(session, response.checked_count(),
              static_cast<std::uint64_t>(response.problems_size()));
  return absl::OkStatus();
}

}  // namespace debut::cli
