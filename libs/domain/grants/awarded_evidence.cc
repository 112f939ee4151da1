#include "domain/grants/awarded_evidence.h"

#include "base/ensure.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {

eventstore::Query AwardedEvidence::Selects() const {
  eventstore::Query query;
  for (const std::string& key : cap_keys) {
    query.items.push_back(
        {.types = decision::TypesOf<v1::AwardProposed, v1::ReserveReleased, v1::RecoveryRecorded>(),
         .tags = {decision::Tag("cap", key)}});
  }
  return query;
}

void AwardedEvidence::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::AwardProposed>(event, [&](const v1::AwardProposed& fact) {
    for (const v1::EvidenceUse& use : fact.evidence()) {
      if (!use.subject_id().empty()) subject_ids.insert(use.subject_id());
    }
  });
  const auto free = [&](const auto& fact) {
    for (const v1::EvidenceUse& use : fact.evidence()) subject_ids.erase(use.subject_id());
  };
  decision::On<v1::ReserveReleased>(event, free);
  decision::On<v1::RecoveryRecorded>(event, free);
}

std::string PaymentSubject(const std::string& id, const std::string& voucher) {
  return id + "/" + voucher;
}

SubjectParts PartsOf(const std::string& subject_id) {
  const std::size_t slash = subject_id.find('/');
  ENSURE(slash != std::string::npos, "no payment's subject: " + subject_id);
  return {subject_id.substr(0, slash), subject_id.substr(slash + 1)};
}

}  // namespace debut::grants
