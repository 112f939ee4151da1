#include "redecision/past.h"

namespace debut::redecision {

absl::Status FoldedViews::FoldUpTo(eventstore::Position up_to, decision::ConfirmedView& folded) {
  ASSIGN_OR_RETURN([[maybe_unused]] const eventstore::Position head,
                   log_.Read(folded.key->query, {.after = folded.position, .up_to = up_to},
                             [&](const eventstore::SequencedEvent& event) {
                               folded.Fold(event);
                               return true;
                             }));
  folded.position = up_to;
  return absl::OkStatus();
}

}  // namespace debut::redecision
