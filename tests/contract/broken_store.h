#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "eventstore/in_memory_event_store.h"

namespace debut::eventstore {

// A store in which a test plants a bug: calls that have no hook go to a good store as they are.
class BrokenStore final : public EventStore {
 public:
  using AppendHook = std::function<absl::StatusOr<AppendResult>(
      EventStore& good, std::vector<Event>, std::optional<AppendCondition>)>;
  using ReadHook = std::function<absl::StatusOr<Position>(const EventStore& good, const Query&,
                                                          const ReadOptions&, Visitor)>;
  using SubscribeHook = std::function<absl::Status(
      const EventStore& good, const Query&, const SubscribeOptions&, std::stop_token, Subscriber)>;

  AppendHook append;
  ReadHook read;
  SubscribeHook subscribe;

  absl::StatusOr<AppendResult> Append(std::vector<Event> events,
                                      std::optional<AppendCondition> condition) override {
    return append ? append(good_, std::move(events), std::move(condition))
                  : good_.Append(std::move(events), std::move(condition));
  }
  absl::StatusOr<Position> Read(const Query& query, const ReadOptions& options,
                                Visitor visit) const override {
    return read ? read(good_, query, options, visit) : good_.Read(query, options, visit);
  }
  absl::StatusOr<Position> Head() const override { return good_.Head(); }
  absl::Status Subscribe(const Query& query, const SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override {
    return subscribe ? subscribe(good_, query, options, std::move(stop), subscriber)
                     : good_.Subscribe(query, options, std::move(stop), subscriber);
  }

 private:
  InMemoryEventStore good_;
};

}  // namespace debut::eventstore
