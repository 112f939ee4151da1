#pragma once

#include <optional>
#include <stop_token>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore/raw_log.h"

namespace debut::eventstore {

// One subscription's way along a log: looks, never waits, has no thread. A caller that blocks uses
// Follow(); a server polls again when the log has grown. Not thread-safe.
class Follower {
 public:
  // `log` outlives the follower.
  Follower(const RawLog& log, Query query, const SubscribeOptions& options);

  // What one look found, to be delivered in this order: the entries that were visited (a batch, if
  // there are any), then the checkpoint, then caught-up.
  struct Step {
    std::size_t entries = 0;
    std::optional<Checkpoint> checkpoint;
    std::optional<CaughtUp> caught_up;
    bool at_head = false;  // Else there is more right now.
  };

  // Looks at the log from where the last call ended: at most `batch_bytes_max` of entries, though
  // at least one if there is any. The bytes live for the visit.
  absl::StatusOr<Step> Poll(absl::FunctionRef<void(Position, std::string_view entry)> visit);

  // Everything up to here was looked at.
  Position position() const { return position_; }
  // The latest head that was seen: wait beyond this before polling again.
  Position head() const { return head_; }

 private:
  const RawLog& log_;
  const Query query_;
  const std::size_t batch_bytes_max_;
  Position position_;
  Position head_;
  bool caught_up_ = false;
};

// EventStore::Subscribe for any RawLog. Holds at most `batch_bytes_max` of events (or one event).
absl::Status Follow(const RawLog& log, const Query& query, const SubscribeOptions& options,
                    std::stop_token stop, EventStore::Subscriber subscriber);

}  // namespace debut::eventstore
