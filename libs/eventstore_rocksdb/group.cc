#include "eventstore_rocksdb/group.h"

#include <algorithm>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore/event_id.h"
#include "eventstore/validate.h"

namespace debut::eventstore_rocksdb {
namespace {

absl::string_view Key(std::string_view text) { return {text.data(), text.size()}; }

// Frees what is in the entry now; the type and the tags are still needed. Here, on the thread that
// allocated it: elsewhere it costs a fight for the allocator's lock.
void LetGo(eventstore::Event& event) {
  for (std::string* field : {&event.payload, &event.event_id, &event.principal, &event.request_id,
                             &event.request_digest, &event.causation_id, &event.trace_parent}) {
    std::string().swap(*field);
  }
}

}  // namespace

absl::Status Prepare(PreparedAppend& append) {
  RETURN_IF_ERROR(eventstore::ValidateAppend(append.events, append.condition));
  std::size_t bytes = 0;
  for (eventstore::Event& event : append.events) {
    if (event.event_id.empty()) event.event_id = eventstore::MakeEventId();
    bytes += eventstore::EntryBytes(event);
  }
  append.entries.reserve(bytes);
  append.ends.reserve(append.events.size());
  for (eventstore::Event& event : append.events) {
    eventstore::AppendEncodedEntry(event, append.entries);
    append.ends.push_back(append.entries.size());
    LetGo(event);
  }
  return absl::OkStatus();
}

Group::Group(const Database& database) : batch_(database) {
  constexpr std::size_t kUsualEvents = 64;
  constexpr std::size_t kUsualTags = 4 * kUsualEvents;
  appends_.reserve(kUsualEvents);
  events_.reserve(kUsualEvents);
  entries_.reserve(kUsualEvents);
  leaves_.reserve(kUsualEvents);
  answers_.reserve(kUsualEvents);
  last_of_tag_.reserve(kUsualTags);
}

void Group::Place(const EntryBatch::Added& added, std::uint64_t position, std::string_view entry,
                  const eventstore::Event& event) {
  events_.push_back({position, added.type_id, &event});
  entries_.push_back(entry);
  leaves_.push_back(added.leaf);
  for (const std::string& tag : event.tags) last_of_tag_[Key(tag)] = position;
  bytes_ += entry.size();
}

void Group::Keep(std::unique_ptr<PreparedAppend> append, const eventstore::AppendResult& result) {
  AnswerLater(std::move(append->done), result);
  appends_.push_back(std::move(append));
}

void Group::AnswerLater(eventstore::RawLog::AppendDone done,
                        absl::StatusOr<eventstore::AppendResult> result) {
  answers_.push_back({std::move(done), std::move(result)});
}

std::uint64_t Group::LastOfTag(std::string_view tag) const {
  const auto found = last_of_tag_.find(Key(tag));
  return found == last_of_tag_.end() ? 0 : found->second;
}

std::uint64_t Group::LastOfType(std::uint32_t type_id) const {
  const auto found = std::find_if(events_.rbegin(), events_.rend(), [&](const PlacedEvent& placed) {
    return placed.type_id == type_id;
  });
  return found == events_.rend() ? 0 : found->position;
}

std::optional<std::uint64_t> Group::FirstMatch(const eventstore::QueryItem& item,
                                               std::uint64_t after) const {
  const bool possible = std::ranges::all_of(
      item.tags, [&](const std::string& tag) { return LastOfTag(tag) > after; });
  if (!possible) return std::nullopt;
  for (const PlacedEvent& placed : events_) {
    if (placed.position > after && item.Matches({placed.position}, *placed.event)) {
      return placed.position;
    }
  }
  return std::nullopt;
}

void Group::Close(LogState state) { state_ = std::move(state); }

void Group::Answer(const absl::Status& failure) {
  for (PendingAnswer& answer : answers_) {
    if (failure.ok()) {
      std::move(answer.done)(std::move(answer.result));
    } else {
      std::move(answer.done)(failure);
    }
  }
  answers_.clear();
}

}  // namespace debut::eventstore_rocksdb
