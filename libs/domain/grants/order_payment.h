#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/order_file.h"
#include "domain/grants/payment_batch.h"

namespace debut::grants {

// Orders the payment of a grant, to the claimant or who it has become by then. After a return by
// the bank a new order, with a new id, points to the returned one.
struct OrderPayment {
  ClaimKeys claim;  // Prepared.
  std::string by;
  std::string order_id;
  absl::CivilDay ordered_date;
  std::string batch_id = {};  // Empty: ordered alone.

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
             OrderFile, CapUsage, PaymentBatch>
  Reads() const;
  // Nothing if it was ordered under that id on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const OrderFile& same_id,
                            const CapUsage& cap, const PaymentBatch& batch) const;
};

static_assert(decision::Command<OrderPayment>);

}  // namespace debut::grants
