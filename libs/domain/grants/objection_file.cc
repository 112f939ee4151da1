#include "domain/grants/objection_file.h"

#include "debut/grants/v1/claim_review_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {

using decision::On;
using decision::RecordedDate;

eventstore::Query ObjectionFile::Selects() const {
  if (objection_id.empty()) return {};
  return {
      {{.types =
            decision::TypesOf<v1::ObjectionRaised, v1::ObjectionUpheld, v1::ObjectionDismissed>(),
        .tags = {decision::Tag("objection", objection_id)}}}};
}

void ObjectionFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ObjectionRaised>(event, [&](const v1::ObjectionRaised& fact) {
    state = v1::OBJECTION_STATE_OPEN;
    claim_id = fact.claim_id();
    objector_name = sealing::ValueOf(fact.objector_name());
    grounds = fact.grounds();
    received_date = RecordedDate(fact.received_date());
    recorded_by = event.event.principal;
  });
  const auto resolve = [&](const auto& fact, v1::ObjectionState resolved) {
    state = resolved;
    findings = fact.findings();
    resolved_date = RecordedDate(fact.resolved_date());
  };
  On<v1::ObjectionUpheld>(event,
                          [&](const auto& fact) { resolve(fact, v1::OBJECTION_STATE_UPHELD); });
  On<v1::ObjectionDismissed>(
      event, [&](const auto& fact) { resolve(fact, v1::OBJECTION_STATE_DISMISSED); });
}

}  // namespace debut::grants
