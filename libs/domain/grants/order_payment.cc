#include "domain/grants/order_payment.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/award.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

namespace {

Refusal RefusalOfBatch(const PaymentBatch& batch) {
  if (batch.closed) {
    return Refuse(kBatchClosed, fmt::format("batch {} takes no more orders", batch.batch_id),
                  {{"batch_id", batch.batch_id}});
  }
  if (batch.orders.size() < kOrdersPerBatchMax) return {};
  return Refuse(kBatchFull,
                fmt::format("batch {} has {} orders", batch.batch_id, kOrdersPerBatchMax),
                {{"batch_id", batch.batch_id}, {"orders_max", std::to_string(kOrdersPerBatchMax)}});
}

}  // namespace

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, OrderFile,
           CapUsage, PaymentBatch>
OrderPayment::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(OrderFile{order_id}, CapUsage{claim.cap_keys},
                                                  PaymentBatch{batch_id}));
}

decision::Decision OrderPayment::Decide(const ClaimFile& file, const RoundFile& round,
                                        const policy::PolicyByVersion& policy,
                                        const registry::Party& party, const MeasureFacts& measure,
                                        const OrderFile& same_id, const CapUsage& cap,
                                        const PaymentBatch& batch) const {
  if (file.state == v1::CLAIM_STATE_ORDERED && file.order_id == order_id &&
      file.last_date == ordered_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(
          file, {v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED}, "the payment order")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, ordered_date)) return *refusal;
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kOrdered, by)) return *refusal;
  if (same_id.Known()) {
    return decision::RejectAlreadyExists(
        kOrderIdTaken, fmt::format("order {} is one of claim {}", order_id, same_id.claim_id),
        {{"order_id", order_id}, {"claim_id", same_id.claim_id}});
  }
  if (auto refusal = RefusalOfObjection(file)) return *refusal;
  if (auto refusal = RefusalOfBatch(batch)) return *refusal;
  const Occasion occasion{Stage::kPayment, ordered_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;
  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (!facts.InLog()) return decision::Stale{};
  if (auto refusal = RefusalOfLoweredEntitlement(facts, cap, occasion)) return *refusal;

  v1::PaymentOrdered ordered;
  ordered.set_claim_id(file.claim_id);
  ordered.set_order_id(order_id);
  ordered.set_payee_id(party.LegalPersonIdOn(ordered_date));
  ordered.set_amount_fen(file.amount.count);
  ordered.set_ordered_date(calendar::FormatDate(ordered_date));
  ordered.set_replaces_order_id(file.order_id);
  ordered.set_batch_id(batch_id);
  return decision::Record(ordered);
}

}  // namespace debut::grants
