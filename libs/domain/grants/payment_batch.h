#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "decision/view.h"
#include "money/fen.h"

namespace debut::grants {

inline constexpr std::size_t kOrdersPerBatchMax = 200;

// Payment orders that go to the bank together.
struct PaymentBatch {
  struct Order {
    std::string claim_id;
    money::Fen amount;

    bool operator==(const Order&) const = default;
  };

  std::string batch_id;  // Empty: selects nothing.

  std::map<std::string, Order> orders = {};  // By id.
  std::set<std::string> ordered_by = {};     // By authenticated name.
  absl::CivilDay last_ordered_date = {};
  bool closed = false;
  absl::CivilDay closed_date = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  money::Fen Total() const;
  bool operator==(const PaymentBatch&) const = default;
};

static_assert(decision::View<PaymentBatch>);

// Somebody who gave none of a batch's orders has counted them and added them up: only if both
// control totals are right, it goes to the bank. After that no order joins it.
struct ClosePaymentBatch {
  std::string batch_id;
  std::string by;
  std::size_t orders_count = 0;
  money::Fen total;
  absl::CivilDay closed_date;

  std::tuple<PaymentBatch> Reads() const { return {PaymentBatch{batch_id}}; }
  // Nothing if it was closed on that date with these totals.
  decision::Decision Decide(const PaymentBatch& batch) const;
};

static_assert(decision::Command<ClosePaymentBatch>);

}  // namespace debut::grants
