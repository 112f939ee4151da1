#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "money/fen.h"
#include "redecision/decided_fact.h"
#include "redecision/past.h"
#include "redecision/verdict.h"

namespace debut::redecision {

// What was known of the world when a decision is made again.
enum class KnownAt {
  kRecorded,  // What the log held before the decision.
  kNow,       // What it holds today: later corrections count as if they had been known.
};

// A decision that was made again.
struct Redecision {
  eventstore::Position position;
  std::string type;  // Of the recorded fact.
  DecidedFact recorded;
  money::Fen amount;  // As decided again; of a refusal 0.
  Verdict verdict = Verdict::kSame;
  std::string explanation = {};  // One sentence; empty: the same.
};

// Decides again what a log has recorded, with the domain's own code, the policy version that the
// round has pinned as the log has it, and what was known before: any log, by its interface.
// Cheap if asked in the order of the log. Not thread-safe.
class Redecider {
 public:
  // `log` outlives this. Up to `head` is known today.
  Redecider(const eventstore::EventStore& log, KnownAt known_at, eventstore::Position head)
      : log_(log), known_at_(known_at), head_(head) {
    views_.emplace(log_);
  }

  // Requires an event that Redecidable() selects. What can't be read, of the fact itself or of what
  // it was decided on, is a finding. Errors are those of the log.
  absl::StatusOr<Redecision> Redecide(const eventstore::SequencedEvent& recorded);

 private:
  absl::StatusOr<Redecision> DecideAndCompare(const eventstore::SequencedEvent& recorded,
                                              Redecision result);

  const eventstore::EventStore& log_;
  std::optional<FoldedViews> views_;  // Always there.
  KnownAt known_at_;
  eventstore::Position head_;
};

}  // namespace debut::redecision
