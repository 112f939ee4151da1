#pragma once

#include <cxxabi.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <concepts>
#include <cstdlib>
#include <optional>
#include <source_location>
#include <string>
#include <string_view>
#include <typeinfo>
#include <utility>
#include <vector>

#include "decision/command.h"

// The scenario test of a command:
//
//   Given(opened, deposited).When(WithdrawFunds{"42", 60}).Then(withdrawn);
//   Given(opened).When(WithdrawFunds{"42", 60}).ThenRejected("FUNDS_INSUFFICIENT");
//
// It fails also if a given event lies outside the command's boundary (the query that somebody
// forgot, which a test that hands the events over never notices), and if a view folds a type of
// event that it does not select. Failures stand at the line of When().
namespace debut::test {

template <typename T>
std::string TypeName() {
  int status = 0;
  char* name = abi::__cxa_demangle(typeid(T).name(), nullptr, nullptr, &status);
  const std::string text = status == 0 ? name : typeid(T).name();
  std::free(name);
  return text;
}

// What an event says, for a failure message: text proto, tags, schema.
inline std::string Describe(const eventstore::Event& event) {
  return fmt::format("{} [{}]", decision::TextOf(event), fmt::join(event.tags, ", "));
}

inline std::string Describe(const std::vector<eventstore::Event>& events) {
  if (events.empty()) return "  nothing\n";
  std::string text;
  for (const eventstore::Event& event : events) text += fmt::format("  {}\n", Describe(event));
  return text;
}

inline std::string Describe(const decision::Decision& decision) {
  if (std::holds_alternative<decision::Stale>(decision)) return "  stale\n";
  if (const auto* rejection = std::get_if<decision::Rejection>(&decision)) {
    return fmt::format("  rejected: {} ({})\n", rejection->reason, rejection->explanation);
  }
  return Describe(std::get<std::vector<eventstore::Event>>(decision));
}

// A command that has decided on its history.
template <decision::Command C>
class Scenario {
 public:
  Scenario(const std::vector<eventstore::Event>& history, const C& command,
           const std::source_location& where)
      : where_(where), decision_(Decide(history, command)) {}

  // Exactly these facts, in this order.
  template <std::derived_from<google::protobuf::Message>... Facts>
  const Scenario& Then(const Facts&... facts) const {
    return ThenEvents({decision::EncodeFact(facts)...});
  }

  const Scenario& ThenEvents(const std::vector<eventstore::Event>& expected) const {
    const auto* recorded = std::get_if<std::vector<eventstore::Event>>(&decision_);
    if (recorded == nullptr || *recorded != expected) {
      Fail(fmt::format("expected:\n{}decided:\n{}", Describe(expected), Describe(decision_)));
    }
    return *this;
  }

  const Scenario& ThenNothing() const { return ThenEvents({}); }

  const Scenario& ThenRejected(std::string_view reason) const {
    const auto* rejection = std::get_if<decision::Rejection>(&decision_);
    if (rejection == nullptr || rejection->reason != reason) {
      Fail(fmt::format("expected:\n  rejected: {}\ndecided:\n{}", reason, Describe(decision_)));
    }
    return *this;
  }

  // The whole rejection: kind, explanation and metadata too.
  const Scenario& ThenRejected(const decision::Rejection& expected) const {
    ThenRejected(expected.reason);
    const auto* rejection = std::get_if<decision::Rejection>(&decision_);
    if (rejection != nullptr && *rejection != expected) {
      Fail(fmt::format("{}: kind {}, {:?}, expected kind {}, {:?}; metadata {}, expected {}",
                       expected.reason, static_cast<int>(rejection->kind), rejection->explanation,
                       static_cast<int>(expected.kind), expected.explanation,
                       Listed(rejection->metadata), Listed(expected.metadata)));
    }
    return *this;
  }

  const Scenario& ThenStale() const {
    if (!std::holds_alternative<decision::Stale>(decision_)) {
      Fail(fmt::format("expected:\n  stale\ndecided:\n{}", Describe(decision_)));
    }
    return *this;
  }

  // The first decided fact of this kind, for checks of a part of it.
  template <typename Fact>
  std::optional<Fact> Recorded() const {
    std::optional<Fact> found;
    const auto* recorded = std::get_if<std::vector<eventstore::Event>>(&decision_);
    for (std::size_t i = 0; recorded != nullptr && i < recorded->size() && !found; ++i) {
      decision::On<Fact>({{}, {}, (*recorded)[i]}, [&](const Fact& fact) { found = fact; });
    }
    return found;
  }

  const decision::Decision& decision() const { return decision_; }

 private:
  void Fail(const std::string& message) const {
    ADD_FAILURE_AT(where_.file_name(), static_cast<int>(where_.line())) << message;
  }

  static std::string Listed(const std::map<std::string, std::string>& metadata) {
    std::string text;
    for (const auto& [key, value] : metadata) text += fmt::format(" {}={}", key, value);
    return fmt::format("{{{} }}", text);
  }

  decision::Decision Decide(const std::vector<eventstore::Event>& history, const C& command) {
    auto views = command.Reads();
    eventstore::Position position;
    for (const eventstore::Event& event : history) {
      const eventstore::SequencedEvent sequenced{{++position.value}, absl::InfiniteFuture(), event};
      const bool inside =
          std::apply([&](auto&... view) { return (... | Fold(view, sequenced)); }, views);
      if (inside) continue;
      Fail(fmt::format("{} lies outside its boundary and would never read\n  {}", TypeName<C>(),
                       Describe(event)));
    }
    return decision::DecideOn(command, views);
  }

  // Whether the view takes the event.
  template <decision::View V>
  bool Fold(V& view, const eventstore::SequencedEvent& event) const {
    const eventstore::Query query = view.Selects();
    if (decision::Selected(query, event)) {
      view.Apply(event);
      if (view.Selects() != query) {
        Fail(fmt::format("{} selects something else after\n  {}", TypeName<V>(),
                         Describe(event.event)));
      }
      return true;
    }
    const bool of_selected_type = std::ranges::any_of(query.items, [&](const auto& item) {
      return item.types.empty() || std::ranges::count(item.types, event.event.type) > 0;
    });
    V copy = view;
    if (!of_selected_type) copy.Apply(event);
    if (copy != view) {
      Fail(fmt::format("{} folds {} but does not select it", TypeName<V>(), event.event.type));
    }
    return false;
  }

  std::source_location where_;
  decision::Decision decision_;
};

// What was recorded before: facts, at the positions 1 to n.
class Given {
 public:
  template <std::derived_from<google::protobuf::Message>... Facts>
  explicit Given(const Facts&... facts) : history_{decision::EncodeFact(facts)...} {}
  explicit Given(std::vector<eventstore::Event> history) : history_(std::move(history)) {}

  // For a history that several tests share.
  template <std::derived_from<google::protobuf::Message>... Facts>
  Given And(const Facts&... facts) const {
    Given more = *this;
    (more.history_.push_back(decision::EncodeFact(facts)), ...);
    return more;
  }

  template <decision::Command C>
  Scenario<C> When(const C& command,
                   const std::source_location& where = std::source_location::current()) const {
    return Scenario<C>(history_, command, where);
  }

 private:
  std::vector<eventstore::Event> history_;
};

}  // namespace debut::test
