#include "domain/privacy/inspection.h"

#include <fmt/format.h>

namespace debut::privacy {
namespace {

using archive::Finding;
using archive::FindingCode;

void InspectErased(const SubjectFile& file, const sealing::Vault& vault,
                   std::vector<Finding>& problems) {
  const auto report = [&](std::string_view what) {
    problems.push_back({FindingCode::kErasureIncomplete, file.erasure_position,
                        fmt::format("{}: {}", file.subject, what)});
  };
  if (vault.HasKey(file.subject)) report("its key is there");
  for (const Commitment& each : file.commitments) {
    if (absl::IsNotFound(vault.Check(file.subject, each.digest))) continue;
    report("a sealed text is there");
    break;
  }
  if (!file.erasure_completed) report("it was requested and is not completed");
}

std::string_view WhatIsWrong(const absl::Status& there) {
  if (there.ok()) return "has no key";
  if (absl::IsNotFound(there)) return "is not there";
  return absl::IsDataLoss(there) ? "was changed" : "can't be read";
}

void InspectLive(const SubjectFile& file, const sealing::Vault& vault,
                 std::vector<Finding>& problems) {
  const bool has_key = vault.HasKey(file.subject);
  for (const Commitment& each : file.commitments) {
    const absl::Status there = vault.Check(file.subject, each.digest);
    if (there.ok() && has_key) continue;
    problems.push_back(
        {FindingCode::kSealedMissing, each.position,
         fmt::format("the sealed {} of {} {}", each.field, file.subject, WhatIsWrong(there))});
  }
}

}  // namespace

std::vector<Finding> ProblemsOf(const SubjectLedger& ledger, const sealing::Vault& vault) {
  std::vector<Finding> problems;
  for (const auto& [subject, file] : ledger.files) {
    if (file.erasure_requested) {
      InspectErased(file, vault, problems);
    } else {
      InspectLive(file, vault, problems);
    }
  }
  return problems;
}

std::uint64_t CommitmentsCount(const SubjectLedger& ledger) {
  std::uint64_t count = 0;
  for (const auto& [subject, file] : ledger.files) count += file.commitments.size();
  return count;
}

}  // namespace debut::privacy
