#include "redecision/award_ledger.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::redecision {

using decision::On;
using money::Fen;
namespace v1 = grants::v1;

eventstore::Query AwardLedger::Selects() {
  return {{{.types =
                decision::TypesOf<v1::AwardComputed, v1::AwardProposed, v1::AwardAdjusted,
                                  v1::ReserveReleased, v1::SubsidyGranted, v1::PaymentOrdered,
                                  v1::PaymentSettled, v1::PaymentReturned, v1::ClawbackProposed,
                                  v1::ClawbackApproved, v1::ClawbackDismissed, v1::RecoveryRecorded,
                                  v1::ClawbackWrittenOff, v1::RoundReduced>(),
            .tags = {}}}};
}

void AwardLedger::Apply(const eventstore::SequencedEvent& event) {
  On<v1::AwardProposed>(event, [&](const auto& fact) {
    if (!awards_.contains(fact.claim_id())) claim_ids_.push_back(fact.claim_id());
    HeldAward& held = awards_[fact.claim_id()];
    held.enterprise_id = fact.enterprise_id();
    held.measure = fact.sheet().measure();
    held.budget_id = fact.budget_id();
    held.award = Fen(fact.amount_fen());
  });
  On<v1::AwardAdjusted>(
      event, [&](const auto& fact) { awards_[fact.claim_id()].award = Fen(fact.amount_fen()); });
  On<v1::ReserveReleased>(event, [&](const auto& fact) { awards_[fact.claim_id()].award = Fen(); });
  On<v1::ClawbackProposed>(event, [&](const auto& fact) {
    HeldAward& held = awards_[fact.claim_id()];
    held.clawback = Fen(fact.amount_fen());
    held.outstanding = held.clawback;
  });
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) {
    HeldAward& held = awards_[fact.claim_id()];
    held.recovered += Fen(fact.amount_fen());
    held.outstanding = Fen(fact.outstanding_fen());
  });
}

HeldAward AwardLedger::Of(const std::string& claim_id) const {
  const auto held = awards_.find(claim_id);
  return held == awards_.end() ? HeldAward() : held->second;
}

}  // namespace debut::redecision
