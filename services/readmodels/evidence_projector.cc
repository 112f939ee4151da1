#include "services/readmodels/evidence_projector.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::readmodels {

using grants::v1::AwardProposed;
using grants::v1::EvidenceUse;
using grants::v1::RecoveryRecorded;
using grants::v1::ReserveReleased;

eventstore::Query EvidenceProjector::Selects() const {
  return {{{.types = decision::TypesOf<AwardProposed, ReserveReleased, RecoveryRecorded>(),
            .tags = {}}}};
}

void EvidenceProjector::Apply(const eventstore::SequencedEvent& event,
                              projection::Rows& rows) const {
  decision::On<AwardProposed>(event, [&](const AwardProposed& fact) {
    for (const EvidenceUse& use : fact.evidence()) {
      v1::Evidence evidence;
      evidence.set_evidence_key(use.evidence_key());
      evidence.set_subject_id(use.subject_id());
      evidence.set_claim_id(fact.claim_id());
      evidence.set_enterprise_id(fact.enterprise_id());
      evidence.set_measure(fact.sheet().measure());
      evidence.set_used_date(fact.proposed_date());
      evidence.set_position(event.position.value);
      rows.Put(kEvidence, use.evidence_key(), evidence);
    }
  });
  const auto free = [&](const auto& fact) {
    for (const EvidenceUse& use : fact.evidence()) {
      const auto evidence = rows.Find(kEvidence, use.evidence_key());
      if (evidence && evidence->claim_id() == fact.claim_id()) {
        rows.Erase(kEvidence, use.evidence_key());
      }
    }
  };
  decision::On<ReserveReleased>(event, free);
  decision::On<RecoveryRecorded>(event, free);
}

}  // namespace debut::readmodels
