#pragma once

#include <string>

#include "absl/time/civil_time.h"
#include "decision/view.h"
#include "money/fen.h"

namespace debut::grants {

// A payment order, by its id, which is unique in the whole system.
struct OrderFile {
  std::string order_id;  // Empty: selects nothing.

  std::string claim_id = {};  // Empty: there is no such order.
  std::string batch_id = {};  // Empty: it was ordered alone.
  money::Fen amount = {};
  bool settled = false;
  bool returned = false;
  absl::CivilDay ended_date = {};   // On which it was settled or returned.
  std::string bank_reference = {};  // Of the settlement.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool Known() const { return !claim_id.empty(); }
  bool operator==(const OrderFile&) const = default;
};

// Which claim has a grant's id.
struct GrantIdUse {
  std::string grant_id;
  std::string claim_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const GrantIdUse&) const = default;
};

static_assert(decision::View<OrderFile> && decision::View<GrantIdUse>);

}  // namespace debut::grants
