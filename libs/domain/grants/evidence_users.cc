#include "domain/grants/evidence_users.h"

#include <algorithm>

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {

eventstore::Query EvidenceUsers::Selects() const {
  eventstore::Query query;
  for (const std::string& key : keys) {
    query.items.push_back(
        {.types = decision::TypesOf<v1::AwardProposed, v1::ReserveReleased, v1::RecoveryRecorded>(),
         .tags = {decision::Tag("evidence", key)}});
  }
  return query;
}

void EvidenceUsers::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::AwardProposed>(event, [&](const v1::AwardProposed& fact) {
    for (const v1::EvidenceUse& use : fact.evidence()) {
      if (std::ranges::count(keys, use.evidence_key()) == 0) continue;
      claim_ids[use.evidence_key()] = fact.claim_id();
    }
  });
  const auto free = [&](const auto& fact) {
    for (const v1::EvidenceUse& use : fact.evidence()) claim_ids.erase(use.evidence_key());
  };
  decision::On<v1::ReserveReleased>(event, free);
  decision::On<v1::RecoveryRecorded>(event, free);
}

}  // namespace debut::grants
