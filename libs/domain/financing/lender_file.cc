#include "domain/financing/lender_file.h"

#include "debut/financing/v1/financing_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::financing {

eventstore::Query LenderFile::Selects() const {
  if (lender_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::LenderRegistered>(),
            .tags = {decision::Tag("lender", lender_id)}}}};
}

void LenderFile::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::LenderRegistered>(event, [&](const auto& fact) {
    registered = true;
    credit_code = fact.credit_code();
    name = fact.name();
  });
}

eventstore::Query LenderCodeHolder::Selects() const {
  return {{{.types = decision::TypesOf<v1::LenderRegistered>(),
            .tags = {decision::Tag("lender_code", credit_code)}}}};
}

void LenderCodeHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::LenderRegistered>(event,
                                     [&](const auto& fact) { lender_id = fact.lender_id(); });
}

}  // namespace debut::financing
