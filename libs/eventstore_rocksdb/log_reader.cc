#include "eventstore_rocksdb/log_reader.h"

#include <algorithm>

#include "base/status_macros.h"
#include "eventstore_rocksdb/entry_reader.h"
#include "eventstore_rocksdb/postings.h"
#include "eventstore_rocksdb/query_cursor.h"

namespace debut::eventstore_rocksdb {
namespace {

using eventstore::Direction;
using eventstore::ReadOptions;

// Inclusive; empty if `first` > `last`.
struct Range {
  std::uint64_t first;
  std::uint64_t last;

  bool Contains(std::uint64_t position) const { return first <= position && position <= last; }
};

absl::StatusOr<Range> RangeOf(const ReadOptions& options, std::uint64_t head,
                              EntryReader& entries) {
  if (options.after.value >= head) return Range{1, 0};
  Range range{options.after.value + 1, head};
  if (options.up_to) range.last = std::min(range.last, options.up_to->value);
  if (options.before) {
    range.last = std::min(range.last, std::max<std::uint64_t>(options.before->value, 1) - 1);
  }
  if (options.up_to_recorded_time && range.first <= range.last) {
    const std::int64_t time_us = absl::ToUnixMicros(*options.up_to_recorded_time);
    ASSIGN_OR_RETURN(const std::uint64_t recorded, LastRecordedBy(entries, time_us, head));
    range.last = std::min(range.last, recorded);
  }
  return range;
}

// Without a cursor: every position.
absl::Status Visit(const Range& range, const ReadOptions& options, PositionCursor* cursor,
                   EntryReader& entries, eventstore::RawLog::RawVisitor visit) {
  const bool forwards = options.direction == Direction::kForwards;
  std::uint64_t from = forwards ? range.first : range.last;
  for (std::size_t visited = 0; range.Contains(from);) {
    std::uint64_t position = from;
    if (cursor != nullptr) {
      const auto found = cursor->Seek(from);
      if (!found || !range.Contains(*found)) break;
      position = *found;
    }
    ASSIGN_OR_RETURN(const StoredEntry stored, entries.At(position));
    if (!visit({position}, stored.entry) || ++visited == options.limit) break;
    from = forwards ? position + 1 : position - 1;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadEntries(const Database& database, const TypeDictionary& types,
                         const eventstore::Query& query, const ReadOptions& options,
                         std::uint64_t head, eventstore::RawLog::RawVisitor visit) {
  EntryReader entries(database);
  ASSIGN_OR_RETURN(const Range range, RangeOf(options, head, entries));
  if (range.first > range.last) return absl::OkStatus();
  if (query.items.empty()) return Visit(range, options, nullptr, entries, visit);
  PostingReader postings(database);
  const auto cursor = NewQueryCursor(query, types, options.direction, postings);
  if (cursor == nullptr) return absl::OkStatus();
  RETURN_IF_ERROR(Visit(range, options, cursor.get(), entries, visit));
  return postings.status();
}

}  // namespace debut::eventstore_rocksdb
