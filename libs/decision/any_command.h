#pragma once

#include <memory>
#include <span>
#include <tuple>
#include <typeindex>
#include <utility>
#include <vector>

#include "decision/command.h"

namespace debut::decision {

// A view whose type is forgotten.
class AnyView {
 public:
  virtual ~AnyView() = default;
  virtual std::unique_ptr<AnyView> Clone() const = 0;
  virtual eventstore::Query Selects() const = 0;
  virtual void Apply(const eventstore::SequencedEvent& event) = 0;
  virtual std::type_index Type() const = 0;
  // Of the same type and equal.
  virtual bool Equals(const AnyView& other) const = 0;
};

template <View V>
class BoxedView final : public AnyView {
 public:
  explicit BoxedView(V view) : view_(std::move(view)) {}
  std::unique_ptr<AnyView> Clone() const override { return std::make_unique<BoxedView>(view_); }
  eventstore::Query Selects() const override { return view_.Selects(); }
  void Apply(const eventstore::SequencedEvent& event) override { view_.Apply(event); }
  std::type_index Type() const override { return typeid(V); }
  bool Equals(const AnyView& other) const override {
    return other.Type() == Type() && static_cast<const BoxedView&>(other).view_ == view_;
  }
  const V& view() const { return view_; }

 private:
  V view_;
};

// A command whose type is forgotten.
class AnyCommand {
 public:
  virtual ~AnyCommand() = default;
  virtual std::vector<std::unique_ptr<AnyView>> Reads() const = 0;
  // Requires the views of Reads(), folded, in its order.
  virtual Decision Decide(std::span<const AnyView* const> views) const = 0;
};

template <Command C>
class BoxedCommand final : public AnyCommand {
 public:
  explicit BoxedCommand(C command) : command_(std::move(command)) {}

  std::vector<std::unique_ptr<AnyView>> Reads() const override {
    std::vector<std::unique_ptr<AnyView>> boxes;
    std::apply(
        [&]<typename... Views>(Views&&... views) {
          (boxes.push_back(std::make_unique<BoxedView<Views>>(std::move(views))), ...);
        },
        command_.Reads());
    return boxes;
  }

  Decision Decide(std::span<const AnyView* const> views) const override {
    return DecideOnBoxes(views, static_cast<ViewTuple*>(nullptr));
  }

 private:
  using ViewTuple = decltype(std::declval<const C&>().Reads());

  template <typename... Views>
  Decision DecideOnBoxes(std::span<const AnyView* const> views, std::tuple<Views...>*) const {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return command_.Decide(static_cast<const BoxedView<Views>&>(*views[I]).view()...);
    }
    (std::index_sequence_for<Views...>{});
  }

  C command_;
};

template <Command C>
std::unique_ptr<AnyCommand> Box(C command) {
  return std::make_unique<BoxedCommand<C>>(std::move(command));
}

}  // namespace debut::decision
