#include "eventstore/contract/verdict.h"

#include <algorithm>
#include <numeric>

#include "base/status_macros.h"

namespace debut::eventstore {

Event MakeEvent(std::string type, std::vector<std::string> tags, std::string payload) {
  std::ranges::sort(tags);
  Event event;
  event.type = std::move(type);
  event.tags = std::move(tags);
  event.payload = std::move(payload);
  return event;
}

QueryItem Types(std::vector<std::string> types) { return {std::move(types), {}, {}}; }
QueryItem Tags(std::vector<std::string> tags) { return {{}, std::move(tags), {}}; }

absl::StatusOr<Position> Add(EventStore& store, Event event) {
  ASSIGN_OR_RETURN(const AppendResult result, store.Append({std::move(event)}, std::nullopt));
  return result.last;
}

absl::StatusOr<AppendResult> AddIf(EventStore& store, Event event, Query fail_if_matches,
                                   Position after) {
  return store.Append({std::move(event)}, AppendCondition{std::move(fail_if_matches), after});
}

absl::Status AddMany(EventStore& store, int count, std::vector<std::string> tags) {
  for (int i = 1; i <= count; ++i) {
    RETURN_IF_ERROR(Add(store, MakeEvent("test.Noted", tags, std::to_string(i))).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::uint64_t>> PositionsOf(const EventStore& store, const Query& query,
                                                       const ReadOptions& options) {
  std::vector<std::uint64_t> positions;
  RETURN_IF_ERROR(store
                      .Read(query, options,
                            [&](const SequencedEvent& event) {
                              positions.push_back(event.position.value);
                              return true;
                            })
                      .status());
  return positions;
}

std::vector<std::uint64_t> Numbers(std::uint64_t from, std::uint64_t to) {
  std::vector<std::uint64_t> numbers(to + 1 - from);
  std::iota(numbers.begin(), numbers.end(), from);
  return numbers;
}

}  // namespace debut::eventstore
