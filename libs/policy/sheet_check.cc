#include "policy/sheet_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "money/fen.h"
#include "money/ratio.h"

namespace debut::policy {
namespace {

using money::Fen;

std::int64_t InputsOf(const v1::CalculationSheet& sheet, const std::string* name) {
  std::int64_t sum = 0;
  for (const v1::SheetInput& input : sheet.inputs()) {
    if (name == nullptr || input.name() == *name) sum += input.amount_fen();
  }
  return sum;
}

// Of a step with figures that a calculation can have.
std::int64_t AfterOf(const v1::SheetStep& step, const v1::CalculationSheet& sheet) {
  const std::int64_t before = step.before_fen();
  switch (step.kind()) {
    case v1::STEP_KIND_SUM:
      return before + InputsOf(sheet, nullptr);
    case v1::STEP_KIND_ITEM:
      return before + std::min(InputsOf(sheet, &step.item()), step.limit_fen());
    case v1::STEP_KIND_RATE:
      return money::FloorMul(Fen(before), money::Ratio(step.numerator(), step.denominator())).count;
    case v1::STEP_KIND_DIFFERENCE:
      return std::max<std::int64_t>(before - step.limit_fen(), 0);
    default:
      return step.unlimited() ? before : std::min(before, step.limit_fen());
  }
}

bool Plausible(const v1::SheetStep& step) {
  if (step.before_fen() < 0) return false;
  if (step.kind() != v1::STEP_KIND_RATE) return true;
  return step.numerator() >= 0 && step.denominator() > 0 && step.numerator() <= step.denominator();
}

}  // namespace

std::string MisstepIn(const v1::CalculationSheet& sheet) {
  std::int64_t amount = 0;
  int number = 0;
  for (const v1::SheetStep& step : sheet.steps()) {
    const std::string name = fmt::format("step {}, {}", ++number, v1::StepKind_Name(step.kind()));
    if (step.before_fen() != amount) {
      return fmt::format("{}: begins with {} fen, and the step before it ends with {}", name,
                         step.before_fen(), amount);
    }
    if (!Plausible(step)) return fmt::format("{}: has figures that no calculation has", name);
    amount = AfterOf(step, sheet);
    if (step.after_fen() != amount) {
      return fmt::format("{}: comes to {} fen, and the sheet says {}", name, amount,
                         step.after_fen());
    }
  }
  if (sheet.award_fen() != amount) {
    return fmt::format("the steps come to {} fen, and the sheet's award is {}", amount,
                       sheet.award_fen());
  }
  return "";
}

}  // namespace debut::policy
