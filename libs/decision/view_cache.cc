#include "decision/view_cache.h"

#include <utility>

namespace debut::decision {

ConfirmedView::ConfirmedView(std::shared_ptr<const KeyedView> of)
    : key(std::move(of)), state(key->view->Clone()) {}

void ConfirmedView::Fold(const eventstore::SequencedEvent& event) {
  if (event.position <= position) return;
  state->Apply(event);
  position = event.position;
}

std::shared_ptr<ConfirmedView> ViewCache::Get(const std::shared_ptr<const KeyedView>& key) {
  const auto [begin, end] = by_hash_.equal_range(key->hash);
  for (auto it = begin; it != end; ++it) {
    if (!(*it->second)->key->view->Equals(*key->view)) continue;
    by_use_.splice(by_use_.begin(), by_use_, it->second);
    return by_use_.front();
  }
  auto confirmed = std::make_shared<ConfirmedView>(key);
  by_use_.push_front(confirmed);
  by_hash_.emplace(key->hash, by_use_.begin());
  if (by_use_.size() > views_max_) DropLeastRecent();
  return confirmed;
}

void ViewCache::DropLeastRecent() {
  const auto least_recent = std::prev(by_use_.end());
  const auto [begin, end] = by_hash_.equal_range((*least_recent)->key->hash);
  for (auto it = begin; it != end; ++it) {
    if (it->second != least_recent) continue;
    by_hash_.erase(it);
    break;
  }
  by_use_.erase(least_recent);
}

void ViewCache::Clear() {
  by_hash_.clear();
  by_use_.clear();
}

}  // namespace debut::decision
