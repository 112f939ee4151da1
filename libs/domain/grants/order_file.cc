#include "domain/grants/order_file.h"

#include "debut/grants/v1/grants_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::grants {

using decision::On;
using decision::RecordedDate;

eventstore::Query OrderFile::Selects() const {
  if (order_id.empty()) return {};
  return {
      {{.types = decision::TypesOf<v1::PaymentOrdered, v1::PaymentSettled, v1::PaymentReturned>(),
        .tags = {decision::Tag("order", order_id)}}}};
}

void OrderFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::PaymentOrdered>(event, [&](const auto& fact) {
    claim_id = fact.claim_id();
    batch_id = fact.batch_id();
    amount = money::Fen(fact.amount_fen());
  });
  On<v1::PaymentSettled>(event, [&](const auto& fact) {
    settled = true;
    ended_date = RecordedDate(fact.settled_date());
    bank_reference = fact.bank_reference();
  });
  On<v1::PaymentReturned>(event, [&](const auto& fact) {
    returned = true;
    ended_date = RecordedDate(fact.returned_date());
  });
}

eventstore::Query GrantIdUse::Selects() const {
  if (grant_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::SubsidyGranted>(),
            .tags = {decision::Tag("grant", grant_id)}}}};
}

void GrantIdUse::Apply(const eventstore::SequencedEvent& event) {
  On<v1::SubsidyGranted>(event, [&](const auto& fact) { claim_id = fact.claim_id(); });
}

}  // namespace debut::grants
