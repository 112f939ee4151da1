#pragma once

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "base/ensure.h"
#include "base/status_macros.h"
#include "decision/answer.h"
#include "decision/group.h"
#include "decision/rejection_status.h"

namespace debut::decision::testing {

// Loads views and decides commands on one thread, with the results of Loader and Execute(), but
// keeps every view as a Decider does: each read asks only for what is new. For histories that are
// long or many. Copies share their views.
class KeptViews {
 public:
  static constexpr std::size_t kViewsMax = 4'096;

  // The store outlives this.
  explicit KeptViews(eventstore::EventStore& store) : store_(store) {}

  // As Loader.
  template <View V>
  absl::StatusOr<V> operator()(V view) const {
    const auto kept = cache_->Get(
        std::make_shared<const KeyedView>(std::make_unique<BoxedView<V>>(std::move(view))));
    RETURN_IF_ERROR(ReadOn(*kept));
    return static_cast<const BoxedView<V>&>(*kept->state).view();
  }

  template <Command C>
  absl::StatusOr<Outcome> Execute(C command, const CommandContext& context) {
    auto job = std::make_unique<Job>(Box(std::move(command)), context, absl::InfiniteFuture());
    RETURN_IF_ERROR(job->Validate());
    std::future<Answer> answer = job->answer.get_future();
    Group group(store_, *cache_);
    ENSURE(group.TryAdd(job), "a group takes its first job");
    ENSURE(group.Run().empty(), "the events of a validated job fit into one append");
    return answer.get().value_or(StaleError());
  }

 private:
  absl::Status ReadOn(ConfirmedView& kept) const {
    eventstore::Query news = kept.key->query;
    if (news.items.empty()) return absl::OkStatus();
    for (auto& item : news.items) item.after = std::max(item.after, kept.position);
    ASSIGN_OR_RETURN(kept.position,
                     store_.Read(news, {}, [&](const eventstore::SequencedEvent& event) {
                       kept.Fold(event);
                       return true;
                     }));
    return absl::OkStatus();
  }

  eventstore::EventStore& store_;
  std::shared_ptr<ViewCache> cache_ = std::make_shared<ViewCache>(kViewsMax);
};

}  // namespace debut::decision::testing
