#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eventstore/event.h"

namespace debut::eventstore {

// Matches an event of any of `types` (of any type if empty) that carries all of `tags`
// and stands after `after`.
struct QueryItem {
  std::vector<std::string> types;
  std::vector<std::string> tags;
  Position after = {};

  bool Matches(Position position, const Event& event) const;
  bool operator==(const QueryItem&) const = default;
};

// Matches an event that any item matches. Without items it matches every event.
struct Query {
  std::vector<QueryItem> items;

  bool Matches(Position position, const Event& event) const;
  // Index of the first item that matches.
  std::optional<std::size_t> MatchingItem(Position position, const Event& event) const;
  bool operator==(const Query&) const = default;
};

// Refuses the append if an event after `after` matches. The query has at least one item:
// "nothing was appended at all" is the one item without types and tags.
struct AppendCondition {
  Query fail_if_matches;
  Position after;
};

}  // namespace debut::eventstore
