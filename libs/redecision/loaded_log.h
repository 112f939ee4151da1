#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/log_source.h"
#include "eventstore/event_store.h"

namespace debut::redecision {

// A log that no server serves, in memory: an archive, or a stopped log's directory. It is read
// once, with an index of its tags and types, so that it answers like any event store; it takes
// about as much memory as the log has bytes. Nothing can be appended, and nobody can follow it.
// What it was loaded from is not verified here. Thread-safe.
class LoadedLog final : public eventstore::EventStore {
 public:
  using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;  // May be empty.

  // DATA_LOSS: an entry can't be read, or does not stand where it says that it stands.
  static absl::StatusOr<std::unique_ptr<LoadedLog>> Load(const archive::LogSource& source,
                                                         const Progress& progress = nullptr);

  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override {
    return eventstore::Position{events_.size()};
  }
  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;

 private:
  using Places = std::vector<std::uint32_t>;  // Indices into events_, ascending.
  using Index = std::unordered_map<std::string, Places>;
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  LoadedLog() = default;
  absl::Status Add(std::uint64_t place, std::string_view entry);
  Range RangeOf(const eventstore::ReadOptions& options) const;
  // The places in the range that match, in order.
  Places Matching(const eventstore::Query& query, Range range) const;
  void AddMatching(const eventstore::QueryItem& item, Range range, Places& places) const;
  void AddFrom(const Places* candidates, const eventstore::QueryItem& item, Range range,
               Places& places) const;

  std::vector<eventstore::SequencedEvent> events_;
  Index by_tag_;
  Index by_type_;
};

}  // namespace debut::redecision
