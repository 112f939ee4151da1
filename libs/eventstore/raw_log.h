#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "eventstore/event_store.h"

namespace debut::eventstore {

// An event store that has the log itself at hand: what a server needs beyond EventStore, so that it
// parks no thread on an append, decodes no entry on a read and needs one thread for all idle
// subscriptions. Entries are the bytes of debut.eventlog.v1.Entry, as stored and hashed.
// Thread-safe.
class RawLog : public EventStore {
 public:
  using AppendDone = absl::AnyInvocable<void(absl::StatusOr<AppendResult>) &&>;

  // Append() that answers through `done`: called exactly once, on any thread, possibly before this
  // returns. `done` must be quick, and may not call into the log. An idle log may bring the append
  // to disk on the caller's thread; that it is busy keeps no caller waiting.
  virtual void AppendAsync(std::vector<Event> events, std::optional<AppendCondition> condition,
                           AppendDone done) = 0;

  // Called with each entry; the bytes live for the call. Returning false stops the read early.
  using RawVisitor = absl::FunctionRef<bool(Position, std::string_view entry)>;

  // Read() with the stored bytes instead of decoded events.
  virtual absl::StatusOr<Position> ReadRaw(const Query& query, const ReadOptions& options,
                                           RawVisitor visit) const = 0;

  // Blocks until the head is beyond `position`, `timeout` has passed or `stop` is requested,
  // whichever comes first, and returns the head then. UNAVAILABLE: the log is closed or poisoned.
  virtual absl::StatusOr<Position> WaitBeyond(Position position, absl::Duration timeout,
                                              std::stop_token stop) const = 0;

  // The root of the RFC 6962 tree over the first `size` entries, 32 bytes; at the head as the log
  // keeps it for its next append. UNIMPLEMENTED: no hash tree. INVALID_ARGUMENT: not so long.
  virtual absl::StatusOr<std::string> TreeRoot(Position size) const;
  // 16 random bytes that tell logs apart, for the same logs.
  virtual std::string log_id() const { return ""; }

  // What the recorded times and heartbeats come from.
  virtual const base::Clock& clock() const { return base::SystemClock(); }

  // AppendAsync, waited for.
  absl::StatusOr<AppendResult> Append(std::vector<Event> events,
                                      std::optional<AppendCondition> condition) override;

  // ReadRaw, decoded. DATA_LOSS: an entry isn't what was written.
  absl::StatusOr<Position> Read(const Query& query, const ReadOptions& options,
                                Visitor visit) const override;

  // Follow() of follow.h.
  absl::Status Subscribe(const Query& query, const SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;
};

}  // namespace debut::eventstore
