#include "eventstore_rocksdb/query_cursor.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "eventstore_rocksdb/keys.h"
#include "eventstore_rocksdb/type_dictionary.h"

namespace debut::eventstore_rocksdb {
namespace {

using eventstore::Direction;
using Cursors = std::vector<std::unique_ptr<PositionCursor>>;

class EveryPosition final : public PositionCursor {
 public:
  std::optional<std::uint64_t> Seek(std::uint64_t from) override { return from; }
};

// The positions behind `after` of another cursor.
class Bounded final : public PositionCursor {
 public:
  Bounded(std::unique_ptr<PositionCursor> inner, std::uint64_t after, Direction direction)
      : inner_(std::move(inner)), after_(after), direction_(direction) {}

  std::optional<std::uint64_t> Seek(std::uint64_t from) override {
    if (after_ == std::numeric_limits<std::uint64_t>::max()) return std::nullopt;
    if (direction_ == Direction::kForwards) return inner_->Seek(std::max(from, after_ + 1));
    const auto found = inner_->Seek(from);
    return found && *found > after_ ? found : std::nullopt;
  }

 private:
  const std::unique_ptr<PositionCursor> inner_;
  const std::uint64_t after_;
  const Direction direction_;
};

// Each cursor in turn leaps to where the last one stands, until all stand at the same place.
class Intersection final : public PositionCursor {
 public:
  explicit Intersection(Cursors cursors) : cursors_(std::move(cursors)) {}

  std::optional<std::uint64_t> Seek(std::uint64_t from) override {
    std::uint64_t target = from;
    std::size_t agreed = 0;
    for (std::size_t i = 0; agreed < cursors_.size(); i = (i + 1) % cursors_.size()) {
      const auto found = cursors_[i]->Seek(target);
      if (!found) return std::nullopt;
      agreed = *found == target ? agreed + 1 : 1;
      target = *found;
    }
    return target;
  }

 private:
  const Cursors cursors_;
};

// A heap of the cursors by where they stand.
class Union final : public PositionCursor {
 public:
  Union(Cursors cursors, Direction direction)
      : cursors_(std::move(cursors)), forwards_(direction == Direction::kForwards) {}

  std::optional<std::uint64_t> Seek(std::uint64_t from) override {
    if (!started_) Start(from);
    while (!heap_.empty() && IsBefore(heap_.front().position, from)) {
      std::ranges::pop_heap(heap_, IsLater{forwards_});
      const auto next = heap_.back().cursor->Seek(from);
      if (next) {
        heap_.back().position = *next;
        std::ranges::push_heap(heap_, IsLater{forwards_});
      } else {
        heap_.pop_back();
      }
    }
    if (heap_.empty()) return std::nullopt;
    return heap_.front().position;
  }

 private:
  struct Standing {
    std::uint64_t position;
    PositionCursor* cursor;
  };
  struct IsLater {
    bool forwards;
    bool operator()(const Standing& a, const Standing& b) const {
      return forwards ? a.position > b.position : a.position < b.position;
    }
  };

  bool IsBefore(std::uint64_t a, std::uint64_t b) const { return forwards_ ? a < b : a > b; }

  void Start(std::uint64_t from) {
    started_ = true;
    for (const auto& cursor : cursors_) {
      if (const auto position = cursor->Seek(from)) heap_.push_back({*position, cursor.get()});
    }
    std::ranges::make_heap(heap_, IsLater{forwards_});
  }

  const Cursors cursors_;
  const bool forwards_;
  std::vector<Standing> heap_;
  bool started_ = false;
};

std::unique_ptr<PositionCursor> UnionOf(Cursors cursors, Direction direction) {
  if (cursors.empty()) return nullptr;
  if (cursors.size() == 1) return std::move(cursors.front());
  return std::make_unique<Union>(std::move(cursors), direction);
}

std::unique_ptr<PositionCursor> NewUnboundedCursor(const eventstore::QueryItem& item,
                                                   const TypeDictionary& types, Direction direction,
                                                   PostingReader& reader) {
  std::vector<std::uint32_t> type_ids;
  for (const std::string& type : item.types) {
    if (const auto id = types.Find(type)) type_ids.push_back(*id);
  }
  if (!item.types.empty() && type_ids.empty()) return nullptr;
  Cursors cursors;
  if (item.tags.empty()) {
    if (item.types.empty()) return std::make_unique<EveryPosition>();
    for (const std::uint32_t id : type_ids) {
      cursors.push_back(std::make_unique<PostingCursor>(reader, TypePostingPrefix(id),
                                                        std::vector<std::uint32_t>(), direction));
    }
    return UnionOf(std::move(cursors), direction);
  }
  for (const std::string& tag : item.tags) {
    // An event has one type, the same in all its postings: one list tells.
    auto narrowed = std::exchange(type_ids, {});
    cursors.push_back(std::make_unique<PostingCursor>(reader, TagPostingPrefix(tag),
                                                      std::move(narrowed), direction));
  }
  if (cursors.size() == 1) return std::move(cursors.front());
  return std::make_unique<Intersection>(std::move(cursors));
}

}  // namespace

std::unique_ptr<PositionCursor> NewItemCursor(const eventstore::QueryItem& item,
                                              const TypeDictionary& types, Direction direction,
                                              PostingReader& reader) {
  auto cursor = NewUnboundedCursor(item, types, direction, reader);
  if (cursor == nullptr || item.after.value == 0) return cursor;
  return std::make_unique<Bounded>(std::move(cursor), item.after.value, direction);
}

std::unique_ptr<PositionCursor> NewQueryCursor(const eventstore::Query& query,
                                               const TypeDictionary& types, Direction direction,
                                               PostingReader& reader) {
  Cursors cursors;
  for (const eventstore::QueryItem& item : query.items) {
    if (auto cursor = NewItemCursor(item, types, direction, reader)) {
      cursors.push_back(std::move(cursor));
    }
  }
  return UnionOf(std::move(cursors), direction);
}

}  // namespace debut::eventstore_rocksdb
