#include "domain/registry/ban_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::registry {

using decision::RecordedDate;

eventstore::Query BanFile::Selects() const {
  return {{{.types = decision::TypesOf<v1::BanImposed, v1::BanLifted>(),
            .tags = {decision::Tag("ban", ban_id)}}}};
}

void BanFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::BanImposed>(event, [&](const auto& fact) {
    enterprise_id = fact.enterprise_id();
    ban = {fact.ban_id(),
           {RecordedDate(fact.from_date()), RecordedDate(fact.to_date())},
           std::nullopt};
  });
  decision::On<v1::BanLifted>(
      event, [&](const auto& fact) { ban->lifted_date = RecordedDate(fact.lifted_date()); });
}

}  // namespace debut::registry
