#pragma once

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "decision/view_cache.h"
#include "domain/grants/measures.h"
#include "domain/registry/party.h"

namespace debut::redecision {

// Views of a log as they were at one position after the other: whoever goes through the log in its
// order reads every event of a view once. Keeps the views used last. Not thread-safe.
class FoldedViews {
 public:
  // `log` outlives this.
  explicit FoldedViews(const eventstore::EventStore& log) : log_(log) {}

  // The view over the events up to a position, inclusive.
  template <decision::View V>
  absl::StatusOr<V> At(V view, eventstore::Position up_to) {
    const auto key = std::make_shared<const decision::KeyedView>(
        std::make_unique<decision::BoxedView<V>>(std::move(view)));
    const auto& initial = static_cast<const decision::BoxedView<V>&>(*key->view).view();
    if (key->query.items.empty() || up_to.value == 0) return initial;
    const auto folded = cache_.Get(key);
    if (folded->position > up_to) {
      ASSIGN_OR_RETURN(auto loaded, decision::Load(log_, initial, {.up_to = up_to}));
      return std::move(loaded.view);
    }
    if (folded->position < up_to) RETURN_IF_ERROR(FoldUpTo(up_to, *folded));
    return static_cast<const decision::BoxedView<V>&>(*folded->state).view();
  }

  const eventstore::EventStore& log() const { return log_; }

 private:
  static constexpr std::size_t kViewsMax = 4'096;
  absl::Status FoldUpTo(eventstore::Position up_to, decision::ConfirmedView& folded);

  const eventstore::EventStore& log_;
  decision::ViewCache cache_{kViewsMax};
};

// What was known when something was decided: a loader of views as decision::Loader is one, over a
// log that ends at a position. With `facts_up_to` behind `up_to`, the facts of the world (the
// claimant and what the measure looks at) are those known later, while the claim, its round, caps
// and budgets stand as they did.
class Past {
 public:
  Past(FoldedViews& views, eventstore::Position up_to, eventstore::Position facts_up_to)
      : views_(&views), up_to_(up_to), facts_up_to_(facts_up_to) {}
  Past(FoldedViews& views, eventstore::Position up_to) : Past(views, up_to, up_to) {}

  template <decision::View V>
  absl::StatusOr<V> operator()(V view) const {
    constexpr bool kOfTheWorld =
        std::is_same_v<V, registry::Party> || std::is_same_v<V, grants::MeasureFacts>;
    return views_->At(std::move(view), kOfTheWorld ? facts_up_to_ : up_to_);
  }

  // All views of a command.
  template <decision::View... Views>
  absl::StatusOr<std::tuple<Views...>> All(std::tuple<Views...> views) const {
    absl::Status status;
    std::apply([&](Views&... view) { (Into(view, status), ...); }, views);
    RETURN_IF_ERROR(status);
    return views;
  }

  eventstore::Position up_to() const { return up_to_; }
  eventstore::Position facts_up_to() const { return facts_up_to_; }
  const eventstore::EventStore& log() const { return views_->log(); }

 private:
  template <decision::View V>
  void Into(V& view, absl::Status& status) const {
    if (!status.ok()) return;
    absl::StatusOr<V> folded = (*this)(view);
    status = folded.status();
    if (folded.ok()) view = *std::move(folded);
  }

  FoldedViews* views_;
  eventstore::Position up_to_;
  eventstore::Position facts_up_to_;
};

}  // namespace debut::redecision
