#pragma once

#include <functional>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "redecision/redecider.h"

namespace debut::redecision {

// Which decisions of a log.
struct Scope {
  std::string claim_id = {};        // Empty: of all claims.
  eventstore::Position from = {1};  // Inclusive.
  eventstore::Position to = {};     // Inclusive; zero: the head.
};

// What came out, and how far the log was looked at.
struct Tally {
  std::map<Verdict, std::uint64_t> counts;
  eventstore::Position head;

  std::uint64_t Total() const;
  std::uint64_t Findings() const;  // All but the same.
};

struct RunObserver {
  std::function<void(const Redecision&)> on_decision;
  // Everything up to here is done; may be empty.
  std::function<void(eventstore::Position done, eventstore::Position last)> on_progress = {};
};

// The claim of a claim's or a grant's id. NOT_FOUND: the log has neither.
absl::StatusOr<std::string> ClaimIdOf(const eventstore::EventStore& log, const std::string& id);

// Makes every decision in the scope again, in the order of the log. Keeps a page of it in memory.
absl::StatusOr<Tally> RedecideAll(const eventstore::EventStore& log, const Scope& scope,
                                  KnownAt known_at, const RunObserver& observer);

}  // namespace debut::redecision
