#include "services/readmodels/award_move.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::readmodels {
namespace {

using decision::On;
using grants::v1::AwardAdjusted;
using grants::v1::AwardProposed;
using grants::v1::PaymentSettled;
using grants::v1::RecoveryRecorded;
using grants::v1::ReserveReleased;
using grants::v1::SubsidyGranted;

// The fields that all facts of an award have.
template <typename Fact>
AwardMove PlaceOf(const Fact& fact) {
  AwardMove move;
  move.claim_id = fact.claim_id();
  move.cap_key = fact.cap_key();
  move.budget_id = fact.budget_id();
  move.enterprise_id = fact.enterprise_id();
  return move;
}

}  // namespace

std::vector<std::string> AwardMoveTypes() {
  return decision::TypesOf<AwardProposed, ReserveReleased, AwardAdjusted, SubsidyGranted,
                           PaymentSettled, RecoveryRecorded>();
}

std::optional<AwardMove> AwardMoveOf(const eventstore::SequencedEvent& event) {
  std::optional<AwardMove> move;
  On<AwardProposed>(event, [&](const AwardProposed& fact) {
    move = PlaceOf(fact);
    move->reserved_fen = fact.amount_fen();
    move->awards_count = 1;
    move->sheet = fact.sheet();
  });
  On<ReserveReleased>(event, [&](const ReserveReleased& fact) {
    move = PlaceOf(fact);
    const bool was_granted = fact.stage() == grants::v1::RESERVE_STAGE_COMMITTED;
    (was_granted ? move->granted_fen : move->reserved_fen) = -fact.amount_fen();
    move->awards_count = -1;
  });
  On<SubsidyGranted>(event, [&](const SubsidyGranted& fact) {
    move = PlaceOf(fact);
    move->reserved_fen = -fact.amount_fen();
    move->granted_fen = fact.amount_fen();
  });
  On<PaymentSettled>(event, [&](const PaymentSettled& fact) {
    move = PlaceOf(fact);
    move->granted_fen = -fact.amount_fen();
    move->paid_fen = fact.amount_fen();
  });
  On<AwardAdjusted>(event, [&](const AwardAdjusted& fact) {
    move = PlaceOf(fact);
    const bool was_granted = fact.stage() == grants::v1::RESERVE_STAGE_COMMITTED;
    (was_granted ? move->granted_fen : move->reserved_fen) = -fact.released_fen();
  });
  On<RecoveryRecorded>(event, [&](const RecoveryRecorded& fact) {
    move = PlaceOf(fact);
    move->recovered_fen = fact.amount_fen();
    if (fact.destination() == grants::v1::RECOVERY_DESTINATION_BUDGET) {
      move->restored_fen = fact.amount_fen();
    }
  });
  return move;
}

}  // namespace debut::readmodels
