#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "eventstore/event_store.h"
#include "tests/simulation/question.h"

namespace debut::simulation {

// A log as it was after a position, for reading only.
class LogAsOf final : public eventstore::EventStore {
 public:
  // `events`: of the whole log; they outlive this.
  LogAsOf(const std::vector<eventstore::SequencedEvent>& events, std::uint64_t position)
      : events_(events), position_(position) {}

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override;
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;

 private:
  const std::vector<eventstore::SequencedEvent>& events_;
  const std::uint64_t position_;
};

// What is decided on that log: events without their stamp, or a rejection.
absl::StatusOr<std::vector<eventstore::Event>> DecideOn(const eventstore::EventStore& log,
                                                        const Question& question);

}  // namespace debut::simulation
