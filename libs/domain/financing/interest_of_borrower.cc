#include "domain/financing/interest_of_borrower.h"

#include "debut/financing/v1/financing_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::financing {

eventstore::Query InterestOfBorrower::Selects() const {
  eventstore::Query query;
  for (const std::string& id : borrower_ids) {
    if (id.empty()) continue;
    query.items.push_back({.types = decision::TypesOf<v1::InterestPaid>(),
                           .tags = {decision::Tag("enterprise", id)}});
  }
  return query;
}

void InterestOfBorrower::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::InterestPaid>(event, [&](const auto& fact) {
    if (fact.limit_year() == limit_year) loan_ids.insert(fact.loan_id());
  });
}

}  // namespace debut::financing
