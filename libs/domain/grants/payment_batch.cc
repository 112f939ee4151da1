#include "domain/grants/payment_batch.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/recorded_date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using calendar::FormatDate;
using decision::On;
using decision::RecordedDate;
using money::Fen;

eventstore::Query PaymentBatch::Selects() const {
  if (batch_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::PaymentOrdered, v1::PaymentBatchClosed>(),
            .tags = {decision::Tag("batch", batch_id)}}}};
}

void PaymentBatch::Apply(const eventstore::SequencedEvent& event) {
  if (batch_id.empty()) return;
  On<v1::PaymentOrdered>(event, [&](const auto& fact) {
    if (fact.batch_id() != batch_id) return;
    orders[fact.order_id()] = {fact.claim_id(), Fen(fact.amount_fen())};
    ordered_by.insert(event.event.principal);
    last_ordered_date = std::max(last_ordered_date, RecordedDate(fact.ordered_date()));
  });
  On<v1::PaymentBatchClosed>(event, [&](const auto& fact) {
    closed = true;
    closed_date = RecordedDate(fact.closed_date());
  });
}

Fen PaymentBatch::Total() const {
  Fen total;
  for (const auto& [id, order] : orders) total += order.amount;
  return total;
}

decision::Decision ClosePaymentBatch::Decide(const PaymentBatch& batch) const {
  if (batch.orders.empty()) {
    return RefuseNotFound(kBatchUnknown, fmt::format("no order was given in batch {}", batch_id),
                          {{"batch_id", batch_id}});
  }
  const bool totals_fit = orders_count == batch.orders.size() && total == batch.Total();
  if (batch.closed && totals_fit && closed_date == batch.closed_date) return decision::Nothing();
  if (batch.closed) {
    return Refuse(kBatchClosed,
                  fmt::format("batch {} was closed on {}", batch_id, FormatDate(batch.closed_date)),
                  {{"batch_id", batch_id}});
  }
  if (closed_date < batch.last_ordered_date) {
    return Refuse(
        kDateBeforePreviousStep,
        fmt::format("{} lies before the latest order of batch {} on {}", FormatDate(closed_date),
                    batch_id, FormatDate(batch.last_ordered_date)),
        {{"date", FormatDate(closed_date)},
         {"previous_date", FormatDate(batch.last_ordered_date)}});
  }
  if (by.empty() || batch.ordered_by.contains("")) {
    return Refuse(kPrincipalUnknown, "it is not known who acts, or who ordered");
  }
  if (batch.ordered_by.contains(by)) {
    return Refuse(kMakerIsChecker, "whoever closes a batch may not have ordered any of it",
                  {{"step", "closed"}, {"other_step", "ordered"}});
  }
  if (!totals_fit) {
    return Refuse(kBatchTotalsDiffer,
                  fmt::format("batch {} has other control totals than {} orders and {} fen",
                              batch_id, orders_count, total.count),
                  {{"batch_id", batch_id}});
  }
  v1::PaymentBatchClosed closed;
  closed.set_batch_id(batch_id);
  closed.set_orders_count(static_cast<std::uint32_t>(orders_count));
  closed.set_total_fen(total.count);
  closed.set_closed_date(FormatDate(closed_date));
  return decision::Record(closed);
}

}  // namespace debut::grants
