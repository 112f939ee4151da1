#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::eventstore {

enum class Direction { kForwards, kBackwards };

struct ReadOptions {
  Direction direction = Direction::kForwards;
  Position after = {};                                 // Exclusive.
  std::optional<Position> before = {};                 // Exclusive; for going on backwards.
  std::optional<Position> up_to = {};                  // Inclusive.
  std::optional<absl::Time> up_to_recorded_time = {};  // Inclusive.
  std::size_t limit = 0;                               // Events at most; 0: no limit.
};

struct AppendResult {
  Position first;
  Position last;
};

// The first conflict of a refused append, carried by the ABORTED status.
struct AppendConflict {
  Position position;     // The first matching event after the condition's `after`.
  std::size_t item = 0;  // The first item of the condition's query that matches it.
};

struct Batch {
  std::vector<SequencedEvent> events;  // Never empty.
};
// Everything up to here was looked at, without a match at the end.
struct Checkpoint {
  Position position;
};
// The head was reached: sent once, and once more after each time that a batch was full.
struct CaughtUp {
  Position position;
};
// Nothing was delivered for an interval.
struct Heartbeat {
  Position position;
  absl::Time time;
};
using SubscriptionMessage = std::variant<Batch, Checkpoint, CaughtUp, Heartbeat>;

struct SubscribeOptions {
  Position after = {};
  std::size_t batch_bytes_max = 256 * 1024;
  absl::Duration heartbeat_interval = absl::Seconds(5);
};

// An append-only log with one global order and dynamic consistency boundaries (dcb.events).
// Thread-safe. Every implementation passes the one suite in contract_suite.h.
//
// Codes that all calls may return: INVALID_ARGUMENT (a limit of limits.h is broken; names the
// field), UNAVAILABLE (closed, poisoned after a failed write, or out of reach), DATA_LOSS (stored
// bytes are damaged). Visitors and subscribers run without locks of the store: they may be slow,
// and may call it.
class EventStore {
 public:
  virtual ~EventStore() = default;

  // Appends all of `events`, in order and next to each other, or none. Returns when they are
  // durable. ABORTED: the condition failed; ConflictOf(status) names the first conflict.
  // UNAVAILABLE, DEADLINE_EXCEEDED: unknown whether it happened; repeat with the same request id.
  virtual absl::StatusOr<AppendResult> Append(std::vector<Event> events,
                                              std::optional<AppendCondition> condition) = 0;

  // Called for each event; returning false stops the read early.
  using Visitor = absl::FunctionRef<bool(const SequencedEvent&)>;

  // Visits the matching events of one snapshot in order, and returns the head of that snapshot
  // (bounded by neither `up_to` nor `limit`): the `after` of an append decided on what was read.
  virtual absl::StatusOr<Position> Read(const Query& query, const ReadOptions& options,
                                        Visitor visit) const = 0;

  // The last durable position; zero in an empty log.
  virtual absl::StatusOr<Position> Head() const = 0;

  // Returning false ends the subscription with OK.
  using Subscriber = absl::FunctionRef<bool(SubscriptionMessage)>;

  // Delivers the matching events after `options.after`, in order, on the calling thread: first what
  // is there, then what comes, until the subscriber returns false (OK), `stop` is requested
  // (CANCELLED) or the store closes (UNAVAILABLE). Calls the subscriber at least once a heartbeat
  // interval.
  // OUT_OF_RANGE: the log ends before `options.after`, so it lost what the caller has seen.
  virtual absl::Status Subscribe(const Query& query, const SubscribeOptions& options,
                                 std::stop_token stop, Subscriber subscriber) const = 0;
};

struct ReadResult {
  std::vector<SequencedEvent> events;
  Position head;
};

// Everything that a read visits, in memory: for boundaries, which are small.
absl::StatusOr<ReadResult> ReadAll(const EventStore& store, const Query& query,
                                   const ReadOptions& options = {});

// The ABORTED status of a refused append, and back.
absl::Status ConflictError(const AppendConflict& conflict);
std::optional<AppendConflict> ConflictOf(const absl::Status& status);

}  // namespace debut::eventstore
