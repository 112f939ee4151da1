#pragma once

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/answer.h"
#include "decision/any_command.h"
#include "decision/outcome.h"
#include "decision/rejection_status.h"
#include "eventstore/event_store.h"

namespace debut::decision {

absl::StatusOr<Outcome> ExecuteBoxed(eventstore::EventStore& store,
                                     std::unique_ptr<AnyCommand> command,
                                     const CommandContext& context);

// Reads the command's boundary, folds its views, decides, and appends on condition that exactly
// this boundary has not changed; reads on and decides again when it has. Thread-safe if the store
// is.
//
// A request id that has recorded events already is answered with them, and nothing is decided.
//
// FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS: rejected; see RejectionOf().
// ABORTED: the boundary changed kDecideAttemptsMax times, or the command is stale: prepare it
// again. INVALID_ARGUMENT: a decided event or the boundary breaks a limit of the event store.
// Otherwise the store's own error: unknown whether it happened, so ask again with the same request
// id.
template <Command C>
absl::StatusOr<Outcome> Execute(eventstore::EventStore& store, C command,
                                const CommandContext& context) {
  return ExecuteBoxed(store, Box(std::move(command)), context);
}

// A view, folded up to where the read was told to go, and the head of the same snapshot.
template <View V>
struct Loaded {
  V view;
  eventstore::Position head;
};

// Requires a forward read.
template <View V>
absl::StatusOr<Loaded<V>> Load(const eventstore::EventStore& store, V view,
                               const eventstore::ReadOptions& options = {}) {
  ENSURE(options.direction == eventstore::Direction::kForwards, "a view folds in log order");
  const eventstore::Query query = view.Selects();
  if (query.items.empty()) {
    ASSIGN_OR_RETURN(const eventstore::Position head, store.Head());
    return Loaded<V>{std::move(view), head};
  }
  ASSIGN_OR_RETURN(const eventstore::Position head,
                   store.Read(query, options, [&](const eventstore::SequencedEvent& event) {
                     view.Apply(event);
                     return true;
                   }));
  return Loaded<V>{std::move(view), head};
}

}  // namespace debut::decision
