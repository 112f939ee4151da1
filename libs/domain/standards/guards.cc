#include "domain/standards/guards.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "domain/standards/reasons.h"

namespace debut::standards {
namespace {

using calendar::FormatDate;

std::string NameOf(v1::StandardState state) {
  constexpr std::string_view kPrefix = "STANDARD_STATE_";
  return v1::StandardState_Name(state).substr(kPrefix.size());
}

}  // namespace

decision::Decision RejectStandardUnknown(const std::string& standard_id) {
  return decision::RejectNotFound(kStandardUnknown, fmt::format("no standard {}", standard_id),
                                  {{"standard_id", standard_id}});
}

decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", enterprise_id),
                                  {{"enterprise_id", enterprise_id}});
}

Refusal RefusalOfState(const StandardFile& standard, std::initializer_list<v1::StandardState> fit) {
  if (!standard.Known()) return RejectStandardUnknown(standard.standard_id);
  if (std::ranges::find(fit, standard.state) != fit.end()) return std::nullopt;
  std::string states;
  for (const v1::StandardState state : fit) {
    if (!states.empty()) states += ", ";
    states += NameOf(state);
  }
  return decision::Reject(kStandardStateUnfit,
                          fmt::format("the step needs a standard that is {}; {} is {}", states,
                                      standard.standard_id, NameOf(standard.state)),
                          {{"state", NameOf(standard.state)}, {"states_needed", states}});
}

Refusal RefusalOfDate(absl::CivilDay date, absl::CivilDay previous_date) {
  if (date >= previous_date) return std::nullopt;
  const std::string previous = FormatDate(previous_date);
  return decision::Reject(
      kDateBeforePreviousStep,
      fmt::format("{} lies before the previous step on {}", FormatDate(date), previous),
      {{"date", FormatDate(date)}, {"previous_date", previous}});
}

Refusal RefusalOfStep(const StandardFile& standard, std::initializer_list<v1::StandardState> fit,
                      absl::CivilDay date) {
  if (auto refusal = RefusalOfState(standard, fit)) return refusal;
  return RefusalOfDate(date, standard.last_date);
}

Refusal RefusalOfProduct(const certification::ProductFile& product) {
  if (product.submitted) return std::nullopt;
  return decision::RejectNotFound(kProductUnknown, fmt::format("no product {}", product.product_id),
                                  {{"product_id", product.product_id}});
}

Refusal RefusalOfNumber(const NumberHolder& holder) {
  if (holder.standard_id.empty()) return std::nullopt;
  return decision::RejectAlreadyExists(
      kStandardNumberTaken,
      fmt::format("{} is, or was, the number of {}", holder.number_key, holder.standard_id),
      {{"standard_id", holder.standard_id}});
}

}  // namespace debut::standards
