#include "domain/registry/credit_code_holder.h"

#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::registry {

eventstore::Query CreditCodeHolder::Selects() const {
  return {{{.types = decision::TypesOf<v1::EnterpriseRegistered, v1::BranchRegistered>(),
            .tags = {decision::Tag("credit_code", credit_code)}}}};
}

void CreditCodeHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::EnterpriseRegistered>(
      event, [&](const auto& fact) { holder_id = fact.enterprise_id(); });
  decision::On<v1::BranchRegistered>(event,
                                     [&](const auto& fact) { holder_id = fact.branch_id(); });
}

}  // namespace debut::registry
