#include "decision/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/status_macros.h"
#include "decision/rejection_status.h"

namespace debut::decision {

std::optional<absl::StatusOr<Outcome>> AnswerAgain(
    const std::vector<eventstore::SequencedEvent>& recorded, const CommandContext& context) {
  if (recorded.empty()) return std::nullopt;
  const bool same = std::ranges::all_of(recorded, [&](const eventstore::SequencedEvent& event) {
    return event.event.request_digest == context.request_digest;
  });
  if (same) return Outcome{recorded, recorded.back().position, true};
  const Rejection reused{
      kRequestIdReused,
      fmt::format("request_id {} was used before for a request with other content",
                  context.request_id),
      RejectionKind::kFailedPrecondition,
      {{"request_id", context.request_id}}};
  return RejectionStatus(reused, context.domain);
}

absl::Status StaleError() {
  return absl::AbortedError("what the command was prepared with has changed; ask again");
}

absl::Status ContendedError(const absl::Status& conflict) {
  return base::Annotate(conflict, "others keep changing what the command decides on; ask again");
}

}  // namespace debut::decision
