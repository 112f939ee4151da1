#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/order_file.h"
#include "domain/grants/payment_batch.h"

namespace debut::grants {

// How a payment order ends: the bank pays it, and the commitment is spent; or it sends the money
// back, which keeps the room under the cap and in the budget for a new order. An order ends once,
// and one of a batch not before the batch was closed.

struct SettlePayment {
  std::string order_id;
  absl::CivilDay settled_date;
  std::string bank_reference;
  std::string claim_id;                   // Prepared: that of the order, empty if it is unknown.
  std::string batch_id = {};              // Prepared: the same.
  std::optional<money::Fen> amount = {};  // As the bank says it; nothing: not known.

  std::tuple<OrderFile, ClaimFile, PaymentBatch> Reads() const {
    return {OrderFile{order_id}, ClaimFile{claim_id}, PaymentBatch{batch_id}};
  }
  // Nothing if it was settled on that date under that reference.
  decision::Decision Decide(const OrderFile& order, const ClaimFile& file,
                            const PaymentBatch& batch) const;
};

struct ReturnPayment {
  std::string order_id;
  absl::CivilDay returned_date;
  std::string grounds;
  std::string claim_id;                   // Prepared: that of the order, empty if it is unknown.
  std::string batch_id = {};              // Prepared: the same.
  std::optional<money::Fen> amount = {};  // As the bank says it; nothing: not known.

  std::tuple<OrderFile, ClaimFile, PaymentBatch> Reads() const {
    return {OrderFile{order_id}, ClaimFile{claim_id}, PaymentBatch{batch_id}};
  }
  // Nothing if it was returned on that date.
  decision::Decision Decide(const OrderFile& order, const ClaimFile& file,
                            const PaymentBatch& batch) const;
};

static_assert(decision::Command<SettlePayment> && decision::Command<ReturnPayment>);

}  // namespace debut::grants
