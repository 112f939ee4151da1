#include "domain/financing/revenue_file.h"

#include "debut/financing/v1/financing_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::financing {

eventstore::Query RevenueFile::Selects() const {
  if (enterprise_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::RevenueRecorded>(),
            .tags = {decision::Tag("enterprise", enterprise_id)}}}};
}

void RevenueFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::RevenueRecorded>(event, [&](const auto& fact) {
    revenues[fact.year()] = {money::Fen(fact.revenue_fen()), fact.document()};
  });
}

}  // namespace debut::financing
