#include "domain/grants/live_claim.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {

using decision::On;
using decision::Tag;

eventstore::Query LiveClaim::Selects() const {
  if (round_id.empty() || subject_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::ClaimSubmitted, v1::ClaimRefused, v1::ClaimWithdrawn,
                                       v1::PaymentSettled>(),
            .tags = {Tag("claim_subject", subject_key), Tag("round", round_id)}}}};
}

void LiveClaim::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ClaimSubmitted>(event, [&](const auto& fact) { claim_id = fact.claim_id(); });
  On<v1::ClaimRefused>(event, [&](const auto&) { claim_id.clear(); });
  On<v1::ClaimWithdrawn>(event, [&](const auto&) { claim_id.clear(); });
  On<v1::PaymentSettled>(event, [&](const auto&) { claim_id.clear(); });
}

}  // namespace debut::grants
