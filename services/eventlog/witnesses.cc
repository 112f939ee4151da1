#include "services/eventlog/witnesses.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <vector>

#include "absl/strings/numbers.h"
#include "archive/witness_http.h"
#include "base/status_macros.h"
#include "transparency/proofs.h"

namespace debut::eventlog {

using archive::WitnessRequest;
using transparency::Checkpoint;

absl::StatusOr<std::string> Witnesses::Ask(const archive::TrustPolicy::Witness& witness,
                                           const std::string& note, const Checkpoint& head) {
  std::uint64_t& remembered = remembered_[witness.name];
  for (int attempt = 0; attempt < 2; ++attempt) {
    WitnessRequest request{.old_size = remembered, .proof = {}, .note = note};
    if (remembered > 0 && remembered < head.size) {
      const auto proof = transparency::ConsistencyProof(
          remembered, head.size, [&](const transparency::TileId& tile, std::uint64_t width) {
            return archive_.ReadTile(tile, width);
          });
      if (!proof.ok()) return absl::UnavailableError(std::string(proof.status().message()));
      request.proof = *proof;
    }
    auto line = archive::AskWitness(witness.url, request, timeout_);
    if (line.ok()) {
      remembered = head.size;
      const bool signed_by_it =
          transparency::OpenNote(note + *line, std::vector{witness.verifier}).ok();
      return signed_by_it ? std::move(line)
                          : absl::UnavailableError("its cosignature is not by its key");
    }
    if (absl::IsDataLoss(line.status())) {
      return absl::DataLossError(fmt::format("FORK: witness {} has cosigned another history: {}",
                                             witness.name, std::string(line.status().message())));
    }
    if (!absl::IsFailedPrecondition(line.status())) return line.status();
    if (!absl::SimpleAtoi(line.status().message(), &remembered)) break;
    if (remembered > head.size) {
      return absl::DataLossError(fmt::format(
          "ROLLBACK: the log has {} events with root {}, and witness {} has cosigned a "
          "head of {}. Put the newer data directory back, or, if it is lost for good, begin "
          "another incarnation: debut audit incarnation begin --data-dir DIR",
          head.size, transparency::ToHex(head.root), witness.name, remembered));
    }
  }
  return absl::UnavailableError("it doesn't say which head it remembers");
}

absl::StatusOr<std::string> Witnesses::Cosign(const std::string& note, const Checkpoint& head) {
  std::string cosigned = note;
  for (const auto& witness : policy_.witnesses) {
    if (witness.url.empty()) continue;
    const auto line = Ask(witness, note, head);
    if (absl::IsDataLoss(line.status())) return line.status();
    if (line.ok()) {
      cosigned += *line;
    } else {
      spdlog::warn("the head of {} events lacks the cosignature of {}: {}", head.size, witness.name,
                   std::string(line.status().message()));
    }
  }
  const std::size_t count = policy_.CosignaturesOf(cosigned);
  if (count < policy_.quorum) {
    spdlog::warn("UNWITNESSED: the head of {} events has {} cosignatures of {}", head.size, count,
                 policy_.quorum);
  }
  return cosigned;
}

}  // namespace debut::eventlog
