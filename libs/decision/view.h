#pragma once

#include <concepts>

#include "eventstore/event.h"
#include "eventstore/query.h"

namespace debut::decision {

// The smallest state that a rule needs.
//
//   struct AccountBalance {
//     std::string account_id;
//     std::int64_t amount_fen = 0;
//
//     eventstore::Query Selects() const {
//       return {{{.types = TypesOf<FundsDeposited, FundsWithdrawn>(),
//                 .tags = {Tag("account", account_id)}}}};
//     }
//     void Apply(const eventstore::SequencedEvent& event) {
//       On<FundsDeposited>(event, [&](const auto& fact) { amount_fen += fact.amount_fen(); });
//       On<FundsWithdrawn>(event, [&](const auto& fact) { amount_fen -= fact.amount_fen(); });
//     }
//     bool operator==(const AccountBalance&) const = default;
//   };
//
// Selects() depends only on the keys that the view was made with. Without items it selects nothing
// (a query selects everything then). Apply() gets each selected event once, in order.
//
// Equality makes a view a value: two views that are equal before any event fold to the same state,
// so a decider keeps one of them for all commands. Every key that Apply() uses must be compared;
// the defaulted operator does that. Copies are made often: keep large parts behind a shared_ptr to
// const.
//
// An event that was decided in the same group, but is not appended yet, has position 0 and an
// infinite recorded time; the recorded time of what this process appended is infinite too. So a
// rule never looks at recorded times (facts carry their business dates), and one that has to cite a
// position answers Stale while it is 0: the command is asked again when the event is in the log.
template <typename V>
concept View = std::copyable<V> && std::equality_comparable<V> &&
    requires(V view, const V& same_view, const eventstore::SequencedEvent& event) {
  { same_view.Selects() } -> std::same_as<eventstore::Query>;
  { view.Apply(event) } -> std::same_as<void>;
};

// Where the event stands for a query: a pending event after all others.
eventstore::Position PlaceOf(const eventstore::SequencedEvent& event);

// Whether a view that selects `query` takes the event.
bool Selected(const eventstore::Query& query, const eventstore::SequencedEvent& event);

}  // namespace debut::decision
