#include "domain/registry/contact_file.h"

#include "debut/registry/v1/registry_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::registry {

eventstore::Query ContactFile::Selects() const {
  return {{{.types = decision::TypesOf<v1::ContactRecorded>(),
            .tags = {decision::Tag("contact", contact_id)}}}};
}

void ContactFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ContactRecorded>(event, [&](const v1::ContactRecorded& fact) {
    enterprise_id = fact.enterprise_id();
    contact_name = sealing::ValueOf(fact.contact_name());
    phone = sealing::ValueOf(fact.phone());
    bank_account = sealing::ValueOf(fact.bank_account());
  });
}

}  // namespace debut::registry
