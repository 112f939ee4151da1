#include "domain/grants/paid_award.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {

using decision::On;
using money::Fen;

void PaidAward::Apply(const eventstore::SequencedEvent& event) {
  On<v1::PaymentSettled>(event, [&](const auto& fact) { paid += Fen(fact.amount_fen()); });
  On<v1::ClawbackProposed>(event, [&](const auto& fact) {
    clawback = {.number = fact.clawback_number(),
                .amount = Fen(fact.amount_fen()),
                .proposed_by = event.event.principal};
  });
  On<v1::ClawbackApproved>(event,
                           [&](const auto&) { clawback.approved_by = event.event.principal; });
  On<v1::RecoveryRecorded>(event, [&](const auto& fact) {
    const Fen amount(fact.amount_fen());
    recovered += amount;
    clawback.recovered += amount;
    recoveries[fact.bank_reference()] = {amount, decision::RecordedDate(fact.recovered_date())};
  });
  On<v1::ClawbackWrittenOff>(event, [&](const auto& fact) {
    written_off += Fen(fact.amount_fen());
    clawback.written_off += Fen(fact.amount_fen());
  });
}

}  // namespace debut::grants
