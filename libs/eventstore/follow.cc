#include "eventstore/follow.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore/validate.h"

namespace debut::eventstore {
namespace {

// Delivers what one look found. False: the subscriber has had enough.
absl::StatusOr<bool> Deliver(Follower& follower, Follower::Step& step,
                             EventStore::Subscriber subscriber) {
  Batch batch;
  absl::Status damage;
  ASSIGN_OR_RETURN(step, follower.Poll([&](Position, std::string_view entry) {
    absl::StatusOr<SequencedEvent> event = DecodeEntry(entry);
    if (event.ok()) {
      batch.events.push_back(*std::move(event));
    } else {
      damage.Update(event.status());
    }
  }));
  RETURN_IF_ERROR(damage);
  if (!batch.events.empty() && !subscriber(std::move(batch))) return false;
  if (step.checkpoint && !subscriber(*step.checkpoint)) return false;
  return !step.caught_up || subscriber(*step.caught_up);
}

}  // namespace

Follower::Follower(const RawLog& log, Query query, const SubscribeOptions& options)
    : log_(log),
      query_(std::move(query)),
      batch_bytes_max_(options.batch_bytes_max),
      position_(options.after) {}

absl::StatusOr<Follower::Step> Follower::Poll(
    absl::FunctionRef<void(Position, std::string_view entry)> visit) {
  Step step;
  std::size_t bytes = 0;
  bool full = false;
  Position last = position_;
  const ReadOptions options{.after = position_};
  ASSIGN_OR_RETURN(head_, log_.ReadRaw(query_, options, [&](Position at, std::string_view entry) {
    full = step.entries > 0 && bytes + entry.size() > batch_bytes_max_;
    if (full) return false;
    bytes += entry.size();
    ++step.entries;
    last = at;
    visit(at, entry);
    return true;
  }));
  if (head_ < position_) {
    // To wait here would skip whatever the log records in place of what it has lost.
    return absl::OutOfRangeError(fmt::format("the log ends at position {}, before position {}",
                                             head_.value, position_.value));
  }
  if (full) {
    position_ = last;
    caught_up_ = false;
    return step;
  }
  step.at_head = true;
  if (head_ > last) step.checkpoint = Checkpoint{head_};
  position_ = head_;
  if (!std::exchange(caught_up_, true)) step.caught_up = CaughtUp{head_};
  return step;
}

absl::Status Follow(const RawLog& log, const Query& query, const SubscribeOptions& options,
                    std::stop_token stop, EventStore::Subscriber subscriber) {
  RETURN_IF_ERROR(ValidateSubscribe(query, options));
  Follower follower(log, query, options);
  while (!stop.stop_requested()) {
    Follower::Step step;
    ASSIGN_OR_RETURN(const bool wanted, Deliver(follower, step, subscriber));
    if (!wanted) return absl::OkStatus();
    while (step.at_head && !stop.stop_requested()) {
      ASSIGN_OR_RETURN(const Position head,
                       log.WaitBeyond(follower.head(), options.heartbeat_interval, stop));
      if (head > follower.head()) break;
      if (stop.stop_requested()) break;
      if (!subscriber(Heartbeat{head, log.clock().Now()})) return absl::OkStatus();
    }
  }
  return absl::CancelledError("the subscription was stopped");
}

}  // namespace debut::eventstore
