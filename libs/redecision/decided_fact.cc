#include "redecision/decided_fact.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::redecision {
namespace {

using decision::On;
namespace v1 = grants::v1;

template <typename Fact>
void Read(const eventstore::SequencedEvent& event, DecidedFact& decided) {
  On<Fact>(event, [&](const Fact& fact) {
    decided.claim_id = fact.claim_id();
    decided.amount = money::Fen(fact.amount_fen());
    if constexpr (requires { fact.sheet(); }) decided.sheet = fact.sheet();
  });
}

}  // namespace

DecidedFact DecidedFactIn(const eventstore::Event& event) {
  const eventstore::SequencedEvent placed{{}, {}, event};
  DecidedFact decided;
  Read<v1::AwardComputed>(placed, decided);
  Read<v1::AwardProposed>(placed, decided);
  Read<v1::AwardAdjusted>(placed, decided);
  Read<v1::ClawbackProposed>(placed, decided);
  Read<v1::SubsidyGranted>(placed, decided);
  On<v1::RoundReduced>(placed, [&](const v1::RoundReduced& fact) {
    decided.round_id = fact.round_id();
    for (const auto& claim : fact.claims()) decided.amount += money::Fen(claim.reduced_fen());
  });
  return decided;
}

}  // namespace debut::redecision
