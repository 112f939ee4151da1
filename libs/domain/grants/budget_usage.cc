#include "domain/grants/budget_usage.h"

#include <fmt/format.h>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {

using decision::On;
using money::Fen;

std::string BudgetId(policy::v1::Measure measure, std::uint32_t year) {
  return fmt::format("{}/{}", static_cast<int>(measure), year);
}

eventstore::Query BudgetUsage::Selects() const {
  if (budget_id.empty()) return {};
  return {
      {{.types = decision::TypesOf<v1::BudgetAllotted, v1::AwardProposed, v1::ReserveReleased,
                                   v1::AwardAdjusted, v1::SubsidyGranted, v1::PaymentSettled,
                                   v1::RecoveryRecorded, v1::BudgetTransferred, v1::BudgetLapsed>(),
        .tags = {decision::Tag("budget", budget_id)}}}};
}

void BudgetUsage::Apply(const eventstore::SequencedEvent& event) {
  On<v1::BudgetAllotted>(event, [&](const auto& fact) {
    exists = true;
    allotted += Fen(fact.amount_fen());
  });
  On<v1::AwardProposed>(event, [&](const auto& fact) { reserved += Fen(fact.amount_fen()); });
  On<v1::ReserveReleased>(event, [&](const auto& fact) {
    Fen& sum = fact.stage() == v1::RESERVE_STAGE_COMMITTED ? committed : reserved;
    sum -= Fen(fact.amount_fen());
  });
  On<v1::SubsidyGranted>(event, [&](const auto& fact) {
    reserved -= Fen(fact.amount_fen());
    committed += Fen(fact.amount_fen());
  });
  On<v1::PaymentSettled>(event, [&](const auto& fact) {
    committed -= Fen(fact.amount_fen());
    spent += Fen(fact.amount_fen());
  });
  On<v1::BudgetTransferred>(event, [&](const auto& fact) {
    if (fact.to_budget_id() == budget_id) {
      exists = true;
      allotted += Fen(fact.amount_fen());
    } else {
      allotted -= Fen(fact.amount_fen());
    }
  });
  On<v1::BudgetLapsed>(event, [&](const auto& fact) { allotted -= Fen(fact.amount_fen()); });
  On<v1::AwardAdjusted>(event, [&](const auto& fact) {
    Fen& sum = fact.stage() == v1::RESERVE_STAGE_COMMITTED ? committed : reserved;
    sum -= Fen(fact.released_fen());
  });
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) {
    if (fact.destination() == v1::RECOVERY_DESTINATION_BUDGET) spent -= Fen(fact.amount_fen());
  });
}

}  // namespace debut::grants
