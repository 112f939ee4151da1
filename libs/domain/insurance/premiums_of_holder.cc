#include "domain/insurance/premiums_of_holder.h"

#include "debut/insurance/v1/insurance_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::insurance {

eventstore::Query PremiumsOfHolder::Selects() const {
  eventstore::Query query;
  for (const std::string& id : holder_ids) {
    if (id.empty()) continue;
    query.items.push_back(
        {.types = decision::TypesOf<v1::PremiumPaid>(), .tags = {decision::Tag("enterprise", id)}});
  }
  return query;
}

void PremiumsOfHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::PremiumPaid>(event, [&](const auto& fact) {
    if (fact.limit_year() == limit_year) policy_ids.insert(fact.policy_id());
  });
}

}  // namespace debut::insurance
