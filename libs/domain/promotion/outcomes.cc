#include "domain/promotion/outcomes.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::promotion {

using decision::On;
using decision::RecordedDate;

eventstore::Query ContractOutcomes::Selects() const {
  if (contract_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::OutcomeRecorded, v1::OutcomeWithdrawn>(),
            .tags = {decision::Tag("contract", contract_id)}}}};
}

void ContractOutcomes::Apply(const eventstore::SequencedEvent& event) {
  On<v1::OutcomeRecorded>(event, [&](const auto& fact) {
    outcomes[fact.outcome_id()] = {fact.contract_id(), fact.product_id()};
  });
  On<v1::OutcomeWithdrawn>(event, [&](const auto& fact) {
    outcomes[fact.outcome_id()].withdrawn_date = RecordedDate(fact.withdrawn_date());
  });
}

eventstore::Query OutcomeFile::Selects() const {
  return {{{.types = decision::TypesOf<v1::OutcomeRecorded, v1::OutcomeWithdrawn>(),
            .tags = {decision::Tag("outcome", outcome_id)}}}};
}

void OutcomeFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::OutcomeRecorded>(event, [&](const auto& fact) {
    outcome = {fact.contract_id(), fact.product_id()};
  });
  On<v1::OutcomeWithdrawn>(event, [&](const auto& fact) {
    outcome->withdrawn_date = RecordedDate(fact.withdrawn_date());
  });
}

}  // namespace debut::promotion
