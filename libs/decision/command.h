#pragma once

#include <concepts>
#include <tuple>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "decision/decision.h"
#include "decision/view.h"

namespace debut::decision {

template <typename T>
struct IsViewTuple : std::false_type {};
template <View... Views>
struct IsViewTuple<std::tuple<Views...>> : std::true_type {};

template <typename C, typename... Views>
auto DecideOn(const C& command, const std::tuple<Views...>& views)
    -> decltype(command.Decide(std::declval<const Views&>()...)) {
  return std::apply([&](const Views&... view) { return command.Decide(view...); }, views);
}

// Something that a principal wants to happen: it names the views that it reads (empty, made with
// their keys) and decides over them (folded). Pure: no clock, no new ids, no randomness, no I/O;
// all of these arrive as members. The same views always give the same decision.
//
//   struct WithdrawFunds {
//     std::string account_id;
//     std::int64_t amount_fen = 0;
//     std::tuple<AccountStatus, AccountBalance> Reads() const;
//     Decision Decide(const AccountStatus& account, const AccountBalance& balance) const;
//   };
template <typename C>
concept Command = std::movable<C> && requires(const C& command) {
  requires IsViewTuple<decltype(command.Reads())>::value;
  { DecideOn(command, command.Reads()) } -> std::same_as<Decision>;
};

template <typename T>
struct PreparedCommand {};
template <Command C>
struct PreparedCommand<absl::StatusOr<C>> {
  using Type = C;
};

// Makes a command: looks up the keys of its views and whatever else Decide() may not fetch itself.
// Called again after the command answered Stale. An error ends the attempt with that status.
template <typename P>
concept Preparation = requires(P& prepare) {
  typename PreparedCommand<decltype(prepare())>::Type;
};

}  // namespace debut::decision
