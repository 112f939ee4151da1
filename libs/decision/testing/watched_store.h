#pragma once

#include <atomic>
#include <functional>

#include "eventstore/event_store.h"

namespace debut::decision::testing {

// Passes everything on to another event store, lets a test step in before and after, and counts.
// The hooks are set while nobody uses the store.
class WatchedStore final : public eventstore::EventStore {
 public:
  using Hook = std::function<absl::Status()>;

  explicit WatchedStore(eventstore::EventStore& store) : store_(&store) {}

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override { return store_->Head(); }
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override {
    return store_->Subscribe(query, options, stop, subscriber);
  }

  // Goes on with another log.
  void Redirect(eventstore::EventStore& store) { store_ = &store; }

  // An error is the call's answer, and the store behind isn't asked.
  Hook before_read = [] { return absl::OkStatus(); };
  Hook before_append = [] { return absl::OkStatus(); };
  // Returns the answer's status after a successful append: as if the answer was lost.
  Hook after_append = [] { return absl::OkStatus(); };
  // Called before each event of a read; an error ends the read there.
  Hook before_event = [] { return absl::OkStatus(); };

  mutable std::atomic<int> reads = 0;
  mutable std::atomic<int> delivered = 0;  // Events, by reads.
  std::atomic<int> appends = 0;            // Tried.
  eventstore::AppendCondition last_condition;

 private:
  eventstore::EventStore* store_;
};

}  // namespace debut::decision::testing
