#include "eventstore_rocksdb/sequencer.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "eventstore/entry_codec.h"
#include "eventstore/limits.h"
#include "eventstore_rocksdb/log_observer.h"

namespace debut::eventstore_rocksdb {
namespace {

// A group takes appends until it has this much: with the last one it stays below the anchor's slot.
constexpr std::size_t kGroupBytesMax = 4 << 20;
constexpr std::size_t kGroupEventsMax = 16'384;

}  // namespace

Sequencer::Sequencer(const Database& database, TypeDictionary& types, const Options& options,
                     LogState state, transparency::GrowingTree tree)
    : database_(database),
      types_(types),
      options_(options),
      sequence_(state.sequence),
      recorded_time_us_(state.recorded_time_us),
      tree_(std::move(tree)),
      check_(database, types),
      open_(std::make_shared<Group>(database)) {}

bool Sequencer::IsFull() const {
  return open_->bytes() >= kGroupBytesMax || open_->events().size() >= kGroupEventsMax;
}

absl::StatusOr<std::optional<eventstore::AppendConflict>> Sequencer::Check(
    const eventstore::AppendCondition& condition, std::uint64_t durable) {
  if (options_.planted.check_then_insert) {
    return ConditionCheck(database_, types_).FirstConflict(condition, {durable, durable, {}});
  }
  std::vector<const Group*> groups;
  if (in_flight_) groups.push_back(in_flight_.get());
  groups.push_back(open_.get());
  return check_.FirstConflict(condition, {durable, tree_.size(), groups});
}

std::optional<Sequencer::Refusal> Sequencer::Admit(std::unique_ptr<PreparedAppend> append,
                                                   std::uint64_t durable) {
  if (append->condition) {
    const auto conflict = Check(*append->condition, durable);
    if (!conflict.ok()) return Refusal{std::move(append->done), conflict.status()};
    if (conflict->has_value()) {
      if (options_.observer) {
        options_.observer->ConditionFailed(
            append->condition->fail_if_matches.items.at((*conflict)->item));
      }
      absl::Status status = eventstore::ConflictError(**conflict);
      if ((*conflict)->position.value <= durable) {
        return Refusal{std::move(append->done), std::move(status)};
      }
      open_->AnswerLater(std::move(append->done), std::move(status));
      return std::nullopt;
    }
    append->condition.reset();
  }
  Place(std::move(append));
  return std::nullopt;
}

void Sequencer::Place(std::unique_ptr<PreparedAppend> append) {
  const std::int64_t now_us = absl::ToUnixMicros(options_.clock->Now());
  const eventstore::AppendResult result{{tree_.size() + 1}, {tree_.size() + append->events.size()}};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < append->events.size(); ++i) {
    const eventstore::Event& event = append->events[i];
    const std::uint64_t position = tree_.size() + 1;
    recorded_time_us_ = std::max(now_us, recorded_time_us_ + 1);
    const std::span<char> entry(append->entries.data() + begin, append->ends[i] - begin);
    begin = append->ends[i];
    eventstore::PlaceEntry({position}, recorded_time_us_, entry);
    const std::string_view bytes(entry.data(), entry.size());
    const auto added = open_->batch().Add(position, bytes, event.type, types_, tree_);
    for (std::size_t t = options_.planted.drop_posting ? 1 : 0; t < event.tags.size(); ++t) {
      open_->batch().Index(event.tags[t]);
    }
    open_->Place(added, position, bytes, event);
    check_.Placed(position, added.type_id, event);
  }
  open_->Keep(std::move(append), result);
}

std::shared_ptr<Group> Sequencer::Close() {
  std::shared_ptr<Group> group = std::exchange(open_, std::make_shared<Group>(database_));
  if (group->HasEvents()) {
    group->Close({++sequence_, recorded_time_us_, tree_.frontier()});
  }
  in_flight_ = group;
  return group;
}

}  // namespace debut::eventstore_rocksdb
