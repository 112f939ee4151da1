#include "domain/grants/cap_usage.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {

using decision::On;
using money::Fen;

eventstore::Query CapUsage::Selects() const {
  eventstore::Query query;
  for (const std::string& key : cap_keys) {
    query.items.push_back(
        {.types = decision::TypesOf<v1::AwardProposed, v1::ReserveReleased, v1::AwardAdjusted,
                                    v1::SubsidyGranted, v1::PaymentSettled, v1::ClawbackProposed,
                                    v1::ClawbackDismissed, v1::RecoveryRecorded>(),
         .tags = {decision::Tag("cap", key)}});
  }
  return query;
}

void CapUsage::Apply(const eventstore::SequencedEvent& event) {
  On<v1::AwardProposed>(event, [&](const auto& fact) { reserved += Fen(fact.amount_fen()); });
  On<v1::ReserveReleased>(event, [&](const auto& fact) {
    Fen& sum = fact.stage() == v1::RESERVE_STAGE_COMMITTED ? granted : reserved;
    sum -= Fen(fact.amount_fen());
  });
  On<v1::SubsidyGranted>(event, [&](const auto& fact) {
    reserved -= Fen(fact.amount_fen());
    granted += Fen(fact.amount_fen());
  });
  On<v1::PaymentSettled>(event, [&](const auto& fact) {
    granted -= Fen(fact.amount_fen());
    paid += Fen(fact.amount_fen());
  });
  ApplyChange(event);
}

void CapUsage::ApplyChange(const eventstore::SequencedEvent& event) {
  On<v1::AwardAdjusted>(event, [&](const auto& fact) {
    Fen& sum = fact.stage() == v1::RESERVE_STAGE_COMMITTED ? granted : reserved;
    sum -= Fen(fact.released_fen());
  });
  On<v1::ClawbackProposed>(event, [&](const auto& fact) { reclaimed += Fen(fact.amount_fen()); });
  On<v1::ClawbackDismissed>(event, [&](const auto& fact) { reclaimed -= Fen(fact.amount_fen()); });
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) {
    reclaimed -= Fen(fact.amount_fen());
    recovered += Fen(fact.amount_fen());
  });
}

}  // namespace debut::grants
