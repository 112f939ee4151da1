#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <unordered_map>

#include "decision/job.h"

namespace debut::decision {

// What is known for sure about a view: its state after every selected event up to `position`.
struct ConfirmedView {
  explicit ConfirmedView(std::shared_ptr<const KeyedView> of);

  // Folds an event that the view selects, unless it is folded already.
  void Fold(const eventstore::SequencedEvent& event);

  const std::shared_ptr<const KeyedView> key;
  std::unique_ptr<AnyView> state;
  eventstore::Position position;
};

// The confirmed views used last, so that a decision reads only what is new. Not thread-safe.
class ViewCache {
 public:
  explicit ViewCache(std::size_t views_max) : views_max_(views_max) {}

  // The confirmed view that was equal to this one before any event, or a fresh one. It stays valid
  // when the cache drops it.
  std::shared_ptr<ConfirmedView> Get(const std::shared_ptr<const KeyedView>& key);

  void Clear();
  std::size_t size() const { return by_use_.size(); }

 private:
  using ByUse = std::list<std::shared_ptr<ConfirmedView>>;
  void DropLeastRecent();

  const std::size_t views_max_;
  ByUse by_use_;  // The last used in front.
  std::unordered_multimap<std::size_t, ByUse::iterator> by_hash_;
};

}  // namespace debut::decision
