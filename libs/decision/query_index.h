#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::decision {

// Tells which of many queries select an event, at a cost that depends on the event's tags and on
// how many queries share them, not on how many queries there are. Immutable, hence thread-safe.
class QueryIndex {
 public:
  // The queries outlive the index. One without items selects nothing, as in a view.
  explicit QueryIndex(std::span<const eventstore::Query* const> queries);

  // Indices of the queries that select the event, ascending. A pending event (position 0) stands
  // after all others.
  std::vector<std::size_t> Selecting(const eventstore::SequencedEvent& event) const;

 private:
  struct Entry {
    std::size_t query;
    const eventstore::QueryItem* item;
  };
  using Entries = std::vector<Entry>;

  std::unordered_map<std::string_view, Entries> by_tag_;   // Each item under its rarest tag,
  std::unordered_map<std::string_view, Entries> by_type_;  // or under its types if it has no tags,
  Entries others_;                                         // or here if it has neither.
};

}  // namespace debut::decision
