#include "eventstore/in_memory_event_store.h"

#include <algorithm>
#include <utility>

#include "base/status_macros.h"
#include "eventstore/entry_codec.h"
#include "eventstore/event_id.h"
#include "eventstore/validate.h"

namespace debut::eventstore {
namespace {

constexpr absl::Duration kWaitMax = absl::Hours(24);

// No item of the query matches an event up to there.
Position FirstAfter(const Query& query) {
  Position first = query.items.empty() ? Position{} : query.items.front().after;
  for (const QueryItem& item : query.items) first = std::min(first, item.after);
  return first;
}

}  // namespace

void InMemoryEventStore::AppendAsync(std::vector<Event> events,
                                     std::optional<AppendCondition> condition, AppendDone done) {
  std::move(done)(Append(std::move(events), std::move(condition)));
}

absl::StatusOr<AppendResult> InMemoryEventStore::Append(std::vector<Event> events,
                                                        std::optional<AppendCondition> condition) {
  RETURN_IF_ERROR(ValidateAppend(events, condition));
  AppendResult result;
  {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(CheckOpen());
    if (condition) RETURN_IF_ERROR(Check(*condition));
    result.first = {records_.size() + 1};
    for (Event& event : events) Add(std::move(event));
    result.last = {records_.size()};
  }
  changed_.notify_all();
  return result;
}

absl::StatusOr<Position> InMemoryEventStore::Read(const Query& query, const ReadOptions& options,
                                                  Visitor visit) const {
  return Visit(query, options, [&](const Record& record) { return visit(record.event); });
}

absl::StatusOr<Position> InMemoryEventStore::ReadRaw(const Query& query, const ReadOptions& options,
                                                     RawVisitor visit) const {
  return Visit(query, options,
               [&](const Record& record) { return visit(record.event.position, record.entry); });
}

absl::StatusOr<Position> InMemoryEventStore::Head() const {
  const std::lock_guard lock(mutex_);
  RETURN_IF_ERROR(CheckOpen());
  return Position{records_.size()};
}

absl::StatusOr<Position> InMemoryEventStore::WaitBeyond(Position position, absl::Duration timeout,
                                                        std::stop_token stop) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, stop, absl::ToChronoNanoseconds(std::min(timeout, kWaitMax)),
                    [&] { return closed_ || records_.size() > position.value; });
  RETURN_IF_ERROR(CheckOpen());
  return Position{records_.size()};
}

void InMemoryEventStore::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

absl::StatusOr<Position> InMemoryEventStore::Visit(const Query& query, const ReadOptions& options,
                                                   RecordVisitor visit) const {
  RETURN_IF_ERROR(ValidateQuery(query));
  // Visitors run without the lock, so that they may call the store; records never change.
  constexpr std::size_t kChunk = 256;
  std::unique_lock lock(mutex_);
  RETURN_IF_ERROR(CheckOpen());
  Range range = RangeOf(options);
  range.begin = std::max<std::size_t>(range.begin, FirstAfter(query).value);
  const Position head = range.head;
  const bool forwards = options.direction == Direction::kForwards;
  std::size_t visited = 0;
  while (range.begin < range.end) {
    const std::size_t count = std::min(kChunk, range.end - range.begin);
    const std::size_t from = forwards ? range.begin : range.end - count;
    const auto first = records_.begin() + static_cast<std::ptrdiff_t>(from);
    std::vector<RecordPtr> chunk(first, first + static_cast<std::ptrdiff_t>(count));
    lock.unlock();
    if (!forwards) std::ranges::reverse(chunk);
    for (const RecordPtr& record : chunk) {
      if (!query.Matches(record->event.position, record->event.event)) continue;
      if (!visit(*record) || ++visited == options.limit) return head;
    }
    (forwards ? range.begin : range.end) = forwards ? from + count : from;
    lock.lock();
  }
  return head;
}

absl::Status InMemoryEventStore::CheckOpen() const {
  return closed_ ? absl::UnavailableError("the event store is closed") : absl::OkStatus();
}

absl::Status InMemoryEventStore::Check(const AppendCondition& condition) const {
  for (std::size_t i = condition.after.value; i < records_.size(); ++i) {
    const Position position{i + 1};
    if (const auto item =
            condition.fail_if_matches.MatchingItem(position, records_[i]->event.event)) {
      return ConflictError({position, *item});
    }
  }
  return absl::OkStatus();
}

InMemoryEventStore::Range InMemoryEventStore::RangeOf(const ReadOptions& options) const {
  std::size_t end = records_.size();
  if (options.up_to) end = std::min<std::size_t>(end, options.up_to->value);
  if (options.before)
    end = std::min<std::size_t>(end, std::max<std::uint64_t>(options.before->value, 1) - 1);
  if (options.up_to_recorded_time) {
    const auto later = std::ranges::partition_point(records_, [&](const RecordPtr& record) {
      return record->event.recorded_time <= *options.up_to_recorded_time;
    });
    end = std::min(end, static_cast<std::size_t>(later - records_.begin()));
  }
  return {{records_.size()}, options.after.value, end};
}

void InMemoryEventStore::Add(Event event) {
  if (event.event_id.empty()) event.event_id = MakeEventId();
  const absl::Time earliest =
      records_.empty() ? absl::UnixEpoch() : records_.back()->event.recorded_time;
  const absl::Time now = absl::FromUnixMicros(absl::ToUnixMicros(clock_.Now()));
  const absl::Time time = std::max(now, earliest + absl::Microseconds(1));
  auto record = std::make_shared<Record>();
  record->event = {{records_.size() + 1}, time, std::move(event)};
  record->entry = EncodeEntry(record->event.event);
  PlaceEntry(record->event.position, absl::ToUnixMicros(time), record->entry);
  records_.push_back(std::move(record));
}

}  // namespace debut::eventstore
