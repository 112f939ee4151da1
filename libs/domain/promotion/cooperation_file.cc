#include "domain/promotion/cooperation_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::promotion {

using decision::On;
using decision::RecordedDate;

eventstore::Query CooperationFile::Selects() const {
  if (cooperation_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::CooperationSigned, v1::CooperationEnded,
                                       v1::CooperationActivityHeld>(),
            .tags = {decision::Tag("cooperation", cooperation_id)}}}};
}

void CooperationFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::CooperationSigned>(event, [&](const auto& fact) {
    recorded = true;
    partner_id = fact.partner_id();
    region_code = fact.region_code();
    title = fact.title();
    signed_date = RecordedDate(fact.signed_date());
    ends_date = decision::RecordedDateIfAny(fact.ends_date());
  });
  On<v1::CooperationEnded>(event,
                           [&](const auto& fact) { ended_date = RecordedDate(fact.ended_date()); });
  On<v1::CooperationActivityHeld>(
      event, [&](const auto& fact) { activity_ids.insert(fact.activity_id()); });
}

eventstore::Query ActivityFile::Selects() const {
  if (activity_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::CooperationActivityHeld>(),
            .tags = {decision::Tag("activity", activity_id)}}}};
}

void ActivityFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::CooperationActivityHeld>(event, [&](const auto& fact) {
    recorded = true;
    cooperation_id = fact.cooperation_id();
    held_date = RecordedDate(fact.held_date());
    product_ids = {fact.product_ids().begin(), fact.product_ids().end()};
  });
}

}  // namespace debut::promotion
