#pragma once

#include <map>
#include <string>

#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event_store.h"

namespace debut::redecision {

// A log as it would have been under another policy: reads go to the real one, and hand on other
// payloads. Every adopted version has the supposed text, and every round a rate that the text
// allows: its own as far as it is a ceiling, else the text's. Other facts are as they were, unless
// they are replaced. Nothing can be appended, and nobody can follow it. Not thread-safe.
class SupposedLog final : public eventstore::EventStore {
 public:
  // `log` outlives this. INVALID_ARGUMENT: the text is no policy; all that is wrong with it.
  static absl::StatusOr<std::unique_ptr<SupposedLog>> Make(const eventstore::EventStore& log,
                                                           const std::string& policy_text);

  // From now on the event at that position has this payload.
  void Replace(eventstore::Position position, std::string payload) {
    replaced_[position.value] = std::move(payload);
  }

  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override { return log_.Head(); }
  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;

 private:
  SupposedLog(const eventstore::EventStore& log, std::string text,
              policy::v1::PolicyVersion version);
  eventstore::SequencedEvent Supposed(const eventstore::SequencedEvent& event) const;

  const eventstore::EventStore& log_;
  const std::string text_;
  const std::string digest_;
  const policy::v1::PolicyVersion version_;
  std::map<std::uint64_t, std::string> replaced_;  // By position.
};

}  // namespace debut::redecision
