#include "domain/registry/identify_contact.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "debut/registry/v1/contact_events.pb.h"
#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"
#include "domain/registry/reasons.h"

namespace debut::registry {

eventstore::Query ContactIdentity::Selects() const {
  return {{{.types = decision::TypesOf<v1::ContactRecorded, v1::ContactIdentified>(),
            .tags = {decision::Tag("contact", contact_id)}}}};
}

void ContactIdentity::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ContactRecorded>(event, [&](const auto&) { recorded = true; });
  decision::On<v1::ContactIdentified>(
      event, [&](const auto& fact) { personal_id = sealing::ValueOf(fact.personal_id()); });
}

decision::Decision IdentifyContact::Decide(const ContactIdentity& contact) const {
  if (!contact.recorded) {
    return decision::RejectNotFound(kContactUnknown,
                                    fmt::format("no contact {} is on record", contact_id),
                                    {{"contact_id", contact_id}});
  }
  if (!contact.personal_id.empty() && personal_id.HasSameTextAs(contact.personal_id)) {
    return decision::Nothing();
  }
  v1::ContactIdentified fact;
  fact.set_contact_id(contact_id);
  *fact.mutable_personal_id() = sealing::TextOf(personal_id);
  fact.set_identified_date(calendar::FormatDate(identified_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
