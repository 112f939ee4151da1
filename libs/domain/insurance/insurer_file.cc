#include "domain/insurance/insurer_file.h"

#include "debut/insurance/v1/insurance_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::insurance {

eventstore::Query InsurerFile::Selects() const {
  if (insurer_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::InsurerRegistered>(),
            .tags = {decision::Tag("insurer", insurer_id)}}}};
}

void InsurerFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::InsurerRegistered>(event, [&](const auto& fact) {
    registered = true;
    credit_code = fact.credit_code();
    name = fact.name();
  });
}

eventstore::Query InsurerCodeHolder::Selects() const {
  return {{{.types = decision::TypesOf<v1::InsurerRegistered>(),
            .tags = {decision::Tag("insurer_code", credit_code)}}}};
}

void InsurerCodeHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::InsurerRegistered>(event,
                                      [&](const auto& fact) { insurer_id = fact.insurer_id(); });
}

}  // namespace debut::insurance
