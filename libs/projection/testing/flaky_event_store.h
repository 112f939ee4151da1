#pragma once

#include <atomic>
#include <optional>
#include <stop_token>
#include <vector>

#include "eventstore/event_store.h"

namespace debut::projection::testing {

// Refuses the next subscriptions, or ends them early. Thread-safe.
class FlakyEventStore final : public eventstore::EventStore {
 public:
  explicit FlakyEventStore(eventstore::EventStore& store) : store_(store) {}

  std::atomic<int> subscriptions_to_refuse = 0;
  std::atomic<int> subscriptions_count = 0;
  // Every subscription ends with an error after so many messages; 0: never.
  std::atomic<int> messages_max = 0;

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override {
    return store_.Append(std::move(events), std::move(condition));
  }
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override {
    return store_.Read(query, options, visit);
  }
  absl::StatusOr<eventstore::Position> Head() const override { return store_.Head(); }
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override {
    auto& self = const_cast<FlakyEventStore&>(*this);
    ++self.subscriptions_count;
    if (self.subscriptions_to_refuse.fetch_sub(1) > 0) return absl::UnavailableError("refused");
    int messages = 0;
    bool cut = false;
    const absl::Status ended =
        store_.Subscribe(query, options, stop, [&](eventstore::SubscriptionMessage message) {
          cut = messages_max > 0 && ++messages > messages_max;
          return !cut && subscriber(std::move(message));
        });
    return cut ? absl::UnavailableError("cut") : ended;
  }

 private:
  eventstore::EventStore& store_;
};

}  // namespace debut::projection::testing
