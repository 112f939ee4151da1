#include "domain/grants/end_payment.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

// Against an order that ended before, or does not exist.
Refusal RefusalOfOrder(const OrderFile& order) {
  if (!order.Known()) {
    return RefuseNotFound(kOrderUnknown, fmt::format("there is no order {}", order.order_id),
                          {{"order_id", order.order_id}});
  }
  if (order.settled) {
    return Refuse(
        kOrderAlreadySettled,
        fmt::format("order {} was settled on {}", order.order_id, FormatDate(order.ended_date)),
        {{"order_id", order.order_id}, {"bank_reference", order.bank_reference}});
  }
  if (order.returned) {
    return Refuse(kOrderAlreadyReturned,
                  fmt::format("the bank returned order {} on {}", order.order_id,
                              FormatDate(order.ended_date)),
                  {{"order_id", order.order_id}});
  }
  return {};
}

// Against an order that can't have reached the bank, or of which the bank says something else.
Refusal RefusalOfBank(const OrderFile& order, const PaymentBatch& batch,
                      std::optional<money::Fen> amount) {
  if (!order.batch_id.empty() && !batch.closed) {
    return Refuse(kBatchNotClosed, fmt::format("batch {} is not closed", order.batch_id),
                  {{"batch_id", order.batch_id}});
  }
  if (!amount || *amount == order.amount) return {};
  return Refuse(kPaymentAmountDiffers,
                fmt::format("order {} is for {} fen, not for {}", order.order_id,
                            order.amount.count, amount->count),
                {{"order_id", order.order_id}, {"amount_fen", std::to_string(order.amount.count)}});
}

}  // namespace

Decision SettlePayment::Decide(const OrderFile& order, const ClaimFile& file,
                               const PaymentBatch& batch) const {
  if (order.settled && order.ended_date == settled_date && order.bank_reference == bank_reference) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfOrder(order)) return *refusal;
  if (order.claim_id != claim_id || order.batch_id != batch_id) return decision::Stale{};
  if (auto refusal = RefusalOfBank(order, batch, amount)) return *refusal;
  if (auto refusal = RefusalOfDate(file, settled_date)) return *refusal;
  v1::PaymentSettled settled;
  settled.set_claim_id(claim_id);
  settled.set_order_id(order_id);
  settled.set_cap_key(file.terms.cap_key);
  settled.set_budget_id(file.terms.budget_id);
  settled.set_amount_fen(file.amount.count);
  settled.set_enterprise_id(file.terms.enterprise_id);
  settled.set_settled_date(FormatDate(settled_date));
  settled.set_bank_reference(bank_reference);
  settled.set_subject_key(file.terms.subject_key);
  settled.set_round_id(file.terms.round_id);
  return decision::Record(settled);
}

Decision ReturnPayment::Decide(const OrderFile& order, const ClaimFile& file,
                               const PaymentBatch& batch) const {
  if (order.returned && order.ended_date == returned_date) return decision::Nothing();
  if (auto refusal = RefusalOfOrder(order)) return *refusal;
  if (order.claim_id != claim_id || order.batch_id != batch_id) return decision::Stale{};
  if (auto refusal = RefusalOfBank(order, batch, amount)) return *refusal;
  if (auto refusal = RefusalOfDate(file, returned_date)) return *refusal;
  v1::PaymentReturned returned;
  returned.set_claim_id(claim_id);
  returned.set_order_id(order_id);
  returned.set_amount_fen(file.amount.count);
  returned.set_returned_date(FormatDate(returned_date));
  returned.set_grounds(grounds);
  return decision::Record(returned);
}

}  // namespace debut::grants
