#include "policy/calculation.h"

#include <algorithm>

#include "base/ensure.h"

namespace debut::policy {
namespace {

using eventstore::Position;
using money::Fen;

void Locate(const std::vector<Position>& positions, v1::SheetInput& input) {
  std::vector<Position> ascending = positions;
  std::ranges::sort(ascending);
  for (const Position position : ascending) {
    ENSURE(position.value > 0, "a sheet refers to an event that is not in the log");
    input.add_positions(position.value);
  }
}

}  // namespace

std::optional<Fen> RoomUnder(std::optional<Fen> cap, Fen used) {
  if (!cap.has_value()) return std::nullopt;
  return std::max(*cap - used, Fen(0));
}

void Calculation::Input(const std::string& name, const std::string& subject, Fen amount,
                        const std::vector<Position>& positions, const std::string& article) {
  ENSURE(amount >= Fen(0), "an input is negative");
  auto& input = *sheet_.add_inputs();
  input.set_name(name);
  input.set_subject(subject);
  input.set_amount_fen(amount.count);
  input.set_article(article);
  Locate(positions, input);
}

void Calculation::Fact(const std::string& name, const std::string& subject, const std::string& text,
                       const std::vector<Position>& positions, const std::string& article) {
  auto& input = *sheet_.add_inputs();
  input.set_name(name);
  input.set_subject(subject);
  input.set_text(text);
  input.set_article(article);
  Locate(positions, input);
}

v1::SheetStep& Calculation::Step(v1::StepKind kind, const std::string& article) {
  auto& step = *sheet_.add_steps();
  step.set_kind(kind);
  step.set_article(article);
  step.set_before_fen(amount_.count);
  return step;
}

void Calculation::Sum(const std::string& article) {
  v1::SheetStep& step = Step(v1::STEP_KIND_SUM, article);
  for (const v1::SheetInput& input : sheet_.inputs()) amount_ += Fen(input.amount_fen());
  step.set_after_fen(amount_.count);
}

void Calculation::Item(const std::string& name, Fen limit, const std::string& article) {
  v1::SheetStep& step = Step(v1::STEP_KIND_ITEM, article);
  Fen sum;
  for (const v1::SheetInput& input : sheet_.inputs()) {
    if (input.name() == name) sum += Fen(input.amount_fen());
  }
  amount_ += std::min(sum, limit);
  step.set_item(name);
  step.set_item_fen(sum.count);
  step.set_limit_fen(limit.count);
  step.set_after_fen(amount_.count);
}

void Calculation::Rate(money::Ratio rate, const std::string& article) {
  const bool rounded = std::ranges::any_of(
      sheet_.steps(), [](const auto& step) { return step.kind() == v1::STEP_KIND_RATE; });
  ENSURE(!rounded, "an amount is rounded once");
  v1::SheetStep& step = Step(v1::STEP_KIND_RATE, article);
  amount_ = money::FloorMul(amount_, rate);
  step.set_numerator(rate.num());
  step.set_denominator(rate.den());
  step.set_after_fen(amount_.count);
}

void Calculation::Limit(v1::StepKind kind, std::optional<Fen> limit, const std::string& article) {
  v1::SheetStep& step = Step(kind, article);
  if (limit.has_value()) {
    amount_ = std::min(amount_, *limit);
    step.set_limit_fen(limit->count);
  } else {
    step.set_unlimited(true);
  }
  step.set_after_fen(amount_.count);
}

void Calculation::Cap(std::optional<Fen> cap, const std::string& article) {
  Limit(v1::STEP_KIND_CAP, cap, article);
}

void Calculation::Room(std::optional<Fen> cap, Fen used, const std::string& article) {
  Limit(v1::STEP_KIND_ROOM, RoomUnder(cap, used), article);
  sheet_.set_cap_used_before_fen(used.count);
  sheet_.set_cap_used_after_fen((used + amount_).count);
}

void Calculation::Difference(Fen used, const std::string& article) {
  v1::SheetStep& step = Step(v1::STEP_KIND_DIFFERENCE, article);
  amount_ = std::max(amount_ - used, Fen(0));
  step.set_limit_fen(used.count);
  step.set_after_fen(amount_.count);
  sheet_.set_cap_used_before_fen(used.count);
  sheet_.set_cap_used_after_fen((used + amount_).count);
}

void Calculation::Reduce(Fen limit, const std::string& mode, Position position,
                         const std::string& article) {
  Fact("reduction", sheet_.claim_id(), mode, {position}, article);
  Limit(v1::STEP_KIND_REDUCTION, limit, article);
  const bool has_room = std::ranges::any_of(sheet_.steps(), [](const auto& step) {
    return step.kind() == v1::STEP_KIND_ROOM || step.kind() == v1::STEP_KIND_DIFFERENCE;
  });
  if (has_room) sheet_.set_cap_used_after_fen(sheet_.cap_used_before_fen() + amount_.count);
}

v1::CalculationSheet Calculation::Sheet() const {
  v1::CalculationSheet sheet = sheet_;
  sheet.set_award_fen(amount_.count);
  return sheet;
}

}  // namespace debut::policy
