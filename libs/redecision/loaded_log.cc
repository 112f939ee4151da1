#include "redecision/loaded_log.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore/validate.h"

namespace debut::redecision {
namespace {

using eventstore::Position;
using eventstore::Query;
using eventstore::QueryItem;
using eventstore::ReadOptions;
using eventstore::SequencedEvent;

constexpr std::uint64_t kLoadEntries = 1'024;

}  // namespace

absl::StatusOr<std::unique_ptr<LoadedLog>> LoadedLog::Load(const archive::LogSource& source,
                                                           const Progress& progress) {
  std::unique_ptr<LoadedLog> log(new LoadedLog);
  const std::uint64_t total = source.size();
  for (std::uint64_t first = 1; first <= total; first += kLoadEntries) {
    const std::uint64_t count = std::min(kLoadEntries, total - first + 1);
    absl::Status added;
    RETURN_IF_ERROR(source.ReadEntries(
        first, count, [&](std::uint64_t place, std::string_view, std::string_view entry) {
          if (added.ok()) added = log->Add(place, entry);
        }));
    RETURN_IF_ERROR(added);
    if (progress) progress(first + count - 1, total);
  }
  if (log->events_.size() != total) {
    return absl::DataLossError(
        fmt::format("{} of {} events are there", log->events_.size(), total));
  }
  return log;
}

absl::Status LoadedLog::Add(std::uint64_t place, std::string_view entry) {
  ASSIGN_OR_RETURN(SequencedEvent event, eventstore::DecodeEntry(entry));
  if (event.position.value != place || place != events_.size() + 1) {
    return absl::DataLossError(
        fmt::format("the event in place {} says that it stands at {}: verify the log first", place,
                    event.position.value));
  }
  const auto index = static_cast<std::uint32_t>(events_.size());
  for (const std::string& tag : event.event.tags) by_tag_[tag].push_back(index);
  by_type_[event.event.type].push_back(index);
  events_.push_back(std::move(event));
  return absl::OkStatus();
}

LoadedLog::Range LoadedLog::RangeOf(const ReadOptions& options) const {
  std::uint64_t end = events_.size();
  if (options.up_to) end = std::min(end, options.up_to->value);
  if (options.before) {
    end = std::min(end, std::max<std::uint64_t>(options.before->value, 1) - 1);
  }
  if (options.up_to_recorded_time) {
    const auto later = std::ranges::partition_point(events_, [&](const SequencedEvent& event) {
      return event.recorded_time <= *options.up_to_recorded_time;
    });
    end = std::min(end, static_cast<std::uint64_t>(later - events_.begin()));
  }
  return {std::min<std::size_t>(options.after.value, end), end};
}

void LoadedLog::AddFrom(const Places* candidates, const QueryItem& item, Range range,
                        Places& places) const {
  if (candidates == nullptr) return;
  for (auto place = std::ranges::lower_bound(*candidates, range.begin);
       place != candidates->end() && *place < range.end; ++place) {
    const SequencedEvent& event = events_[*place];
    if (item.Matches(event.position, event.event)) places.push_back(*place);
  }
}

void LoadedLog::AddMatching(const QueryItem& item, Range range, Places& places) const {
  const auto find = [](const Index& index, const std::string& key) -> const Places* {
    const auto found = index.find(key);
    return found == index.end() ? nullptr : &found->second;
  };
  if (!item.tags.empty()) {
    const Places* rarest = find(by_tag_, item.tags.front());
    for (const std::string& tag : item.tags) {
      const Places* tagged = find(by_tag_, tag);
      if (tagged == nullptr || rarest == nullptr) return;
      if (tagged->size() < rarest->size()) rarest = tagged;
    }
    return AddFrom(rarest, item, range, places);
  }
  for (const std::string& type : item.types) AddFrom(find(by_type_, type), item, range, places);
  if (!item.types.empty()) return;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (item.Matches(events_[i].position, events_[i].event)) {
      places.push_back(static_cast<std::uint32_t>(i));
    }
  }
}

LoadedLog::Places LoadedLog::Matching(const Query& query, Range range) const {
  Places places;
  for (const QueryItem& item : query.items) AddMatching(item, range, places);
  if (query.items.empty()) AddMatching({.types = {}, .tags = {}}, range, places);
  std::ranges::sort(places);
  const auto repeated = std::ranges::unique(places);
  places.erase(repeated.begin(), repeated.end());
  return places;
}

absl::StatusOr<Position> LoadedLog::Read(const Query& query, const ReadOptions& options,
                                         Visitor visit) const {
  RETURN_IF_ERROR(eventstore::ValidateQuery(query));
  Places places = Matching(query, RangeOf(options));
  if (options.direction == eventstore::Direction::kBackwards) std::ranges::reverse(places);
  std::size_t visited = 0;
  for (const std::uint32_t place : places) {
    if (!visit(events_[place]) || ++visited == options.limit) break;
  }
  return Position{events_.size()};
}

absl::StatusOr<eventstore::AppendResult> LoadedLog::Append(
    std::vector<eventstore::Event>, std::optional<eventstore::AppendCondition>) {
  return absl::FailedPreconditionError("nothing is recorded in a log that was loaded to be read");
}

absl::Status LoadedLog::Subscribe(const Query&, const eventstore::SubscribeOptions&,
                                  std::stop_token, Subscriber) const {
  return absl::FailedPreconditionError("nobody follows a log that was loaded to be read");
}

}  // namespace debut::redecision
