#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "eventstore/raw_log.h"
#include "eventstore_rocksdb/entry_batch.h"
#include "eventstore_rocksdb/log_state.h"
#include "transparency/hash.h"

namespace debut::eventstore_rocksdb {

// An append that was checked against the limits and serialised, on its caller's thread.
struct PreparedAppend {
  std::vector<eventstore::Event> events;
  std::string entries;            // One after the other, each with room for its header.
  std::vector<std::size_t> ends;  // Of each entry in `entries`.
  std::optional<eventstore::AppendCondition> condition;
  eventstore::RawLog::AppendDone done;
};

// INVALID_ARGUMENT: a limit is broken; then `append.done` is still there.
absl::Status Prepare(PreparedAppend& append);

// Appends that go to disk together, and what is to be answered once they are there. Events in it
// are placed but not durable. Not thread-safe; nothing but the answers changes once it is closed.
class Group {
 public:
  explicit Group(const Database& database);

  struct PlacedEvent {
    std::uint64_t position;
    std::uint32_t type_id;
    const eventstore::Event* event;
  };

  void Place(const EntryBatch::Added& added, std::uint64_t position, std::string_view entry,
             const eventstore::Event& event);
  // Keeps alive what was placed, and what is to be answered when the group is durable.
  void Keep(std::unique_ptr<PreparedAppend> append, const eventstore::AppendResult& result);
  // Answers `result` once the group has an outcome, which a failure overrules.
  void AnswerLater(eventstore::RawLog::AppendDone done,
                   absl::StatusOr<eventstore::AppendResult> result);

  bool HasEvents() const { return !events_.empty(); }
  bool HasAnswers() const { return !answers_.empty(); }
  std::size_t bytes() const { return bytes_; }

  const std::vector<PlacedEvent>& events() const { return events_; }
  const std::vector<std::string_view>& entries() const { return entries_; }
  const std::vector<transparency::Hash>& leaves() const { return leaves_; }
  EntryBatch& batch() { return batch_; }

  // The last position of an event with this tag; 0 if there is none.
  std::uint64_t LastOfTag(std::string_view tag) const;
  std::uint64_t LastOfType(std::uint32_t type_id) const;
  // The first event after `after` that the item matches; its own `after` plays no part.
  std::optional<std::uint64_t> FirstMatch(const eventstore::QueryItem& item,
                                          std::uint64_t after) const;

  // Nothing more is placed: `state` is what the log is with the group.
  void Close(LogState state);
  const LogState& state() const { return state_; }

  // Says all answers, or `failure` to all. Call once.
  void Answer(const absl::Status& failure);

 private:
  struct PendingAnswer {
    eventstore::RawLog::AppendDone done;
    absl::StatusOr<eventstore::AppendResult> result;
  };

  EntryBatch batch_;
  LogState state_;
  std::vector<std::unique_ptr<PreparedAppend>> appends_;
  std::vector<PlacedEvent> events_;
  std::vector<std::string_view> entries_;
  std::vector<transparency::Hash> leaves_;
  std::vector<PendingAnswer> answers_;
  absl::flat_hash_map<absl::string_view, std::uint64_t> last_of_tag_;
  std::size_t bytes_ = 0;
};

}  // namespace debut::eventstore_rocksdb
