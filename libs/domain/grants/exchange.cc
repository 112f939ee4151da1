#include "domain/grants/exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "decision/nested_views.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"
#include "domain/grants/standing.h"
#include "policy/exchange.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using exchange::ExpenseFile;

bool InLogAt(eventstore::Position position) { return position > eventstore::Position{}; }

}  // namespace

std::optional<ExchangeBasis> InternationalExchange::BasisIn(const v1::ClaimSubmitted& submitted) {
  if (!submitted.has_exchange()) return std::nullopt;
  const v1::ExchangeBasis& basis = submitted.exchange();
  return Basis{.event_id = basis.event_id(),
               .participant_id = basis.participant_id(),
               .product_id = basis.product_id(),
               .expense_ids = {basis.expense_ids().begin(), basis.expense_ids().end()},
               .limit_year = submitted.limit_year()};
}

void InternationalExchange::WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  v1::ExchangeBasis& written = *submitted.mutable_exchange();
  written.set_event_id(basis.event_id);
  written.set_participant_id(basis.participant_id);
  written.set_product_id(basis.product_id);
  for (const std::string& id : basis.expense_ids) written.add_expense_ids(id);
}

std::optional<RateRule> InternationalExchange::RateRuleIn(const policy::v1::PolicyVersion& policy) {
  const policy::v1::RatioFigure& figure = policy.exchange().rate_max();
  return RateRule{money::Ratio(figure.numerator(), figure.denominator())};
}

InternationalExchange::InternationalExchange(Basis basis)
    : basis_(std::move(basis)), event_{basis_.event_id}, product_{basis_.product_id} {
  for (const std::string& id : basis_.expense_ids) expenses_.emplace(id, ExpenseFile{id});
}

eventstore::Query InternationalExchange::Selects() const {
  eventstore::Query query = event_.Selects();
  decision::AddItems(product_.Selects(), query);
  for (const auto& [id, expense] : expenses_) decision::AddItems(expense.Selects(), query);
  return query;
}

void InternationalExchange::Apply(const eventstore::SequencedEvent& event) {
  decision::ApplyIfSelected(event_, event);
  decision::ApplyIfSelected(product_, event);
  for (auto& [id, expense] : expenses_) decision::ApplyIfSelected(expense, event);
}

std::uint32_t InternationalExchange::YearOfEvent() const {
  return event_.planned ? static_cast<std::uint32_t>(event_.ends_date.year()) : 0;
}

InternationalExchange InternationalExchange::Widened() const {
  Basis basis = basis_;
  basis.limit_year = YearOfEvent();
  return InternationalExchange(std::move(basis));
}

std::string InternationalExchange::SubjectKey() const {
  return fmt::format("m6/{}/{}", basis_.event_id, basis_.participant_id);
}

std::vector<std::string> InternationalExchange::CapKeys(const registry::Party& claimant,
                                                        const RoundFile& round) const {
  const auto* guide = std::get_if<ExchangeGuide>(&round.guide);
  if (guide == nullptr || !guide->cap.has_value()) return {};
  return CapKeysOf("m6", basis_.participant_id, claimant, std::to_string(basis_.limit_year));
}

std::vector<Evidence> InternationalExchange::EvidenceUsed() const {
  std::vector<Evidence> uses;
  for (const auto& [id, expense] : expenses_) uses.push_back({expense.evidence_key, id});
  uses.push_back({fmt::format("participation/{}/{}", basis_.event_id, basis_.participant_id),
                  basis_.event_id});
  return uses;
}

bool InternationalExchange::InLog() const {
  return std::ranges::all_of(expenses_, [](const auto& entry) {
    return std::ranges::all_of(entry.second.positions, InLogAt);
  });
}

Refusal InternationalExchange::RefusalAt(const Occasion& occasion, const Rules& rules,
                                         const registry::Party& claimant) const {
  if (!claimant.Contains(basis_.participant_id)) {
    return Refuse(kParticipantIsAnother,
                  fmt::format("{} is not {}", claimant.id(), basis_.participant_id),
                  {{"participant_id", basis_.participant_id}});
  }
  // After the payment, what has lost its ground does not count any more; see Calculate().
  if (occasion.stage > Stage::kPayment) return {};
  if (auto refusal = RefusalOfEvent(occasion)) return refusal;
  const policy::v1::ExchangeRules& exchange_rules = rules.policy.exchange();
  if (auto refusal =
          RefusalOfNamedProduct(product_, occasion, exchange_rules.product_certified())) {
    return refusal;
  }
  const auto& guide = std::get<ExchangeGuide>(rules.round.guide);
  for (const auto& [id, expense] : expenses_) {
    if (auto refusal = RefusalOfExpense(expense, guide)) return refusal;
  }
  return {};
}

Refusal InternationalExchange::RefusalOfEvent(const Occasion& occasion) const {
  const std::string& id = basis_.event_id;
  if (!event_.planned) {
    return RefuseNotFound(kEventUnknown, fmt::format("there is no event {}", id),
                          {{"event_id", id}});
  }
  if (event_.cancelled_date.has_value()) {
    return Refuse(kEventCancelled,
                  fmt::format("{} was cancelled on {}", id, FormatDate(*event_.cancelled_date)),
                  {{"event_id", id}});
  }
  if (event_.ends_date >= occasion.date) {
    return Refuse(kEventNotOver, fmt::format("{} ends on {}", id, FormatDate(event_.ends_date)),
                  {{"event_id", id}, {"ends_date", FormatDate(event_.ends_date)}});
  }
  const auto participation = event_.participations.find(basis_.participant_id);
  if (participation == event_.participations.end()) {
    return Refuse(kParticipationUnknown,
                  fmt::format("{} took no part in {}", basis_.participant_id, id),
                  {{"event_id", id}, {"participant_id", basis_.participant_id}});
  }
  if (participation->second.product_ids.contains(basis_.product_id)) return {};
  return Refuse(kProductNotShown, fmt::format("{} was not shown at {}", basis_.product_id, id),
                {{"event_id", id}, {"product_id", basis_.product_id}});
}

Refusal InternationalExchange::RefusalOfExpense(const ExpenseFile& expense,
                                                const ExchangeGuide& guide) const {
  const std::string& id = expense.expense_id;
  if (!expense.recorded) {
    return RefuseNotFound(kExpenseUnknown, fmt::format("there is no expense {}", id),
                          {{"expense_id", id}});
  }
  if (expense.terms.event_id != basis_.event_id ||
      expense.terms.enterprise_id != basis_.participant_id) {
    return Refuse(kExpenseOfAnother,
                  fmt::format("{} was paid by {} for {}", id, expense.terms.enterprise_id,
                              expense.terms.event_id),
                  {{"expense_id", id}});
  }
  if (expense.voided) {
    return Refuse(kExpenseVoid, fmt::format("{} is void", id), {{"expense_id", id}});
  }
  if (!expense.approval.has_value()) {
    return Refuse(kExpenseNotApproved, fmt::format("nothing of {} is approved yet", id),
                  {{"expense_id", id}});
  }
  if (guide.limits.contains({event_.kind, expense.terms.category})) return {};
  return Refuse(kExpenseNotInGuide,
                fmt::format("the round's guide has no limit for {} at {}",
                            exchange::v1::ExpenseCategory_Name(expense.terms.category),
                            exchange::v1::EventKind_Name(event_.kind)),
                {{"expense_id", id}});
}

void InternationalExchange::Calculate(const Rules& rules, money::Fen cap_used, const Occasion&,
                                      policy::Calculation& calculation) const {
  const auto& guide = std::get<ExchangeGuide>(rules.round.guide);
  policy::ExchangeInputs inputs{.expenses = {},
                                .limits = {},
                                .rate = rules.round.rate.value(),
                                .cap = guide.cap,
                                .cap_used = cap_used};
  for (const auto& [id, expense] : expenses_) {
    if (expense.voided || event_.cancelled_date.has_value() || IsVoid(product_)) continue;
    const std::string category = exchange::v1::ExpenseCategory_Name(expense.terms.category);
    inputs.limits.emplace(category, guide.limits.at({event_.kind, expense.terms.category}));
    inputs.expenses.push_back({.expense_id = id,
                               .category = category,
                               .approved = expense.approval->amount,
                               .reason = expense.approval->reason,
                               .positions = expense.positions});
  }
  policy::CalculateExchange(rules.policy.exchange(), inputs, calculation);
}

}  // namespace debut::grants
