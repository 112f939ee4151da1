#include "decision/query_index.h"

#include <algorithm>

#include "decision/view.h"

namespace debut::decision {

using eventstore::Query;
using eventstore::QueryItem;

QueryIndex::QueryIndex(std::span<const Query* const> queries) {
  std::unordered_map<std::string_view, std::size_t> uses;
  for (const Query* query : queries) {
    for (const QueryItem& item : query->items) {
      for (const std::string& tag : item.tags) ++uses[tag];
    }
  }
  const auto uses_of = [&](const std::string& tag) { return uses[tag]; };
  for (std::size_t i = 0; i < queries.size(); ++i) {
    for (const QueryItem& item : queries[i]->items) {
      if (!item.tags.empty()) {
        by_tag_[*std::ranges::min_element(item.tags, {}, uses_of)].push_back({i, &item});
      } else if (!item.types.empty()) {
        for (const std::string& type : item.types) by_type_[type].push_back({i, &item});
      } else {
        others_.push_back({i, &item});
      }
    }
  }
}

std::vector<std::size_t> QueryIndex::Selecting(const eventstore::SequencedEvent& event) const {
  std::vector<std::size_t> selecting;
  const eventstore::Position position = PlaceOf(event);
  const auto look_through = [&](const Entries& entries) {
    for (const Entry& entry : entries) {
      if (entry.item->Matches(position, event.event)) selecting.push_back(entry.query);
    }
  };
  for (const std::string& tag : event.event.tags) {
    if (const auto found = by_tag_.find(tag); found != by_tag_.end()) look_through(found->second);
  }
  const auto of_type = by_type_.find(event.event.type);
  if (of_type != by_type_.end()) look_through(of_type->second);
  look_through(others_);
  std::ranges::sort(selecting);
  const auto repeated = std::ranges::unique(selecting);
  selecting.erase(repeated.begin(), repeated.end());
  return selecting;
}

}  // namespace debut::decision
