#include "domain/market/first_entry_case.h"

#include "debut/market/v1/market_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::market {
eventstore::Query FirstEntryCase::Selects() const {
  if (family_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::FirstEntryCaseOpened, v1::FirstEntryContractJoined,
                                       v1::FirstEntryCaseCancelled>(),
            .tags = {decision::Tag("product_family", family_id)}}}};
}

void FirstEntryCase::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::FirstEntryCaseOpened>(event, [&](const auto& fact) {
    opened = true;
    enterprise_id = fact.enterprise_id();
    end_user_id = fact.end_user_id();
    earliest_signed_date = decision::RecordedDate(fact.earliest_signed_date());
    opened_date = decision::RecordedDate(fact.opened_date());
  });
  decision::On<v1::FirstEntryCaseCancelled>(
      event, [&](const auto&) { *this = FirstEntryCase{family_id}; });
  decision::On<v1::FirstEntryContractJoined>(event, [&](const auto& fact) {
    members[fact.contract_id()] = {fact.product_id(), decision::RecordedDate(fact.signed_date()),
                                   event.position};
  });
}

}  // namespace debut::market
