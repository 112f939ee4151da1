#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/order_file.h"

namespace debut::grants {

// How a payment order ends: the bank pays it, and the commitment is spent; or it sends the money
// back, which keeps the room under the cap and in the budget for a new order. An order ends once.

struct SettlePayment {
  std::string order_id;
  absl::CivilDay settled_date;
  std::string bank_reference;
  std::string claim_id;  // Prepared: that of the order, empty if it is unknown.

  std::tuple<OrderFile, ClaimFile> Reads() const {
    return {OrderFile{order_id}, ClaimFile{claim_id}};
  }
  // Nothing if it was settled on that date under that reference.
  decision::Decision Decide(const OrderFile& order, const ClaimFile& file) const;
};

struct ReturnPayment {
  std::string order_id;
  absl::CivilDay returned_date;
  std::string grounds;
  std::string claim_id;  // Prepared: that of the order, empty if it is unknown.

  std::tuple<OrderFile, ClaimFile> Reads() const {
    return {OrderFile{order_id}, ClaimFile{claim_id}};
  }
  // Nothing if it was returned on that date.
  decision::Decision Decide(const OrderFile& order, const ClaimFile& file) const;
};

static_assert(decision::Command<SettlePayment> && decision::Command<ReturnPayment>);

}  // namespace debut::grants
