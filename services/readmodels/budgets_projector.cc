#include "services/readmodels/budgets_projector.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "services/readmodels/award_move.h"

namespace debut::readmodels {

using grants::v1::BudgetAllotted;
using grants::v1::BudgetLapsed;
using grants::v1::BudgetTransferred;

eventstore::Query BudgetsProjector::Selects() const {
  std::vector<std::string> types = AwardMoveTypes();
  for (const std::string& type :
       decision::TypesOf<BudgetAllotted, BudgetTransferred, BudgetLapsed>()) {
    types.push_back(type);
  }
  return {{{.types = std::move(types), .tags = {}}}};
}

void BudgetsProjector::Apply(const eventstore::SequencedEvent& event,
                             projection::Rows& rows) const {
  decision::On<BudgetAllotted>(event, [&](const BudgetAllotted& fact) {
    rows.Update(kBudgets, fact.budget_id(), [&](v1::Budget& budget) {
      budget.set_budget_id(fact.budget_id());
      budget.set_measure(fact.measure());
      budget.set_budget_year(fact.budget_year());
      budget.set_allotted_fen(budget.allotted_fen() + fact.amount_fen());
    });
  });
  decision::On<BudgetTransferred>(event, [&](const BudgetTransferred& fact) {
    rows.Update(kBudgets, fact.from_budget_id(), [&](v1::Budget& budget) {
      budget.set_allotted_fen(budget.allotted_fen() - fact.amount_fen());
      budget.set_transferred_fen(budget.transferred_fen() - fact.amount_fen());
    });
    rows.Update(kBudgets, fact.to_budget_id(), [&](v1::Budget& budget) {
      budget.set_budget_id(fact.to_budget_id());
      budget.set_measure(fact.to_measure());
      budget.set_budget_year(fact.budget_year());
      budget.set_allotted_fen(budget.allotted_fen() + fact.amount_fen());
      budget.set_transferred_fen(budget.transferred_fen() + fact.amount_fen());
    });
  });
  decision::On<BudgetLapsed>(event, [&](const BudgetLapsed& fact) {
    rows.Update(kBudgets, fact.budget_id(), [&](v1::Budget& budget) {
      budget.set_allotted_fen(budget.allotted_fen() - fact.amount_fen());
      budget.set_lapsed_fen(budget.lapsed_fen() + fact.amount_fen());
    });
  });
  const auto move = AwardMoveOf(event);
  if (!move) return;
  rows.Update(kBudgets, move->budget_id, [&](v1::Budget& budget) {
    budget.set_budget_id(move->budget_id);
    budget.set_reserved_fen(budget.reserved_fen() + move->reserved_fen);
    budget.set_committed_fen(budget.committed_fen() + move->granted_fen);
    budget.set_spent_fen(budget.spent_fen() + move->paid_fen - move->restored_fen);
    budget.set_recovered_fen(budget.recovered_fen() + move->recovered_fen);
  });
}

std::int64_t RoomIn(const v1::Budget& budget) {
  return budget.allotted_fen() - budget.reserved_fen() - budget.committed_fen() -
         budget.spent_fen();
}

}  // namespace debut::readmodels
