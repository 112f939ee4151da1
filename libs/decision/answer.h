#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "decision/outcome.h"

namespace debut::decision {

inline constexpr int kDecideAttemptsMax = 8;  // Until the boundary counts as contended.
inline constexpr char kRequestIdReused[] = "REQUEST_ID_REUSED";

// The answer to a request that has recorded events before: its outcome, or the rejection
// REQUEST_ID_REUSED if it asked something else then. Nothing if it has recorded nothing.
std::optional<absl::StatusOr<Outcome>> AnswerAgain(
    const std::vector<eventstore::SequencedEvent>& recorded, const CommandContext& context);

// ABORTED: the command can't decide with the keys that it has.
absl::Status StaleError();

// ABORTED: others changed the boundary again and again; the last conflict as payload.
absl::Status ContendedError(const absl::Status& conflict);

}  // namespace debut::decision
