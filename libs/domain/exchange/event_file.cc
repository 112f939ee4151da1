#include "domain/exchange/event_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::exchange {

using decision::On;
using decision::RecordedDate;

eventstore::Query EventFile::Selects() const {
  if (event_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::ExchangeEventPlanned, v1::ExchangeEventCancelled,
                                       v1::EnterpriseParticipated>(),
            .tags = {decision::Tag("exchange_event", event_id)}}}};
}

void EventFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ExchangeEventPlanned>(event, [&](const v1::ExchangeEventPlanned& fact) {
    planned = true;
    kind = fact.kind();
    name = fact.name();
    country = fact.country();
    city = fact.city();
    begins_date = RecordedDate(fact.begins_date());
    ends_date = RecordedDate(fact.ends_date());
    document = fact.document();
  });
  On<v1::ExchangeEventCancelled>(
      event, [&](const auto& fact) { cancelled_date = RecordedDate(fact.cancelled_date()); });
  On<v1::EnterpriseParticipated>(event, [&](const v1::EnterpriseParticipated& fact) {
    participations[fact.enterprise_id()] = {
        .role = fact.role(),
        .product_ids = {fact.product_ids().begin(), fact.product_ids().end()},
        .registered_date = RecordedDate(fact.registered_date()),
        .position = event.position};
  });
}

}  // namespace debut::exchange
