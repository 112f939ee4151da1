#pragma once

#include <string>

#include "decision/view.h"

namespace debut::registry {

// Which party has a unified social credit code: enterprises and branches share one space of codes.
struct CreditCodeHolder {
  std::string credit_code;
  std::string holder_id = {};  // Empty: nobody.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const CreditCodeHolder&) const = default;
};

static_assert(decision::View<CreditCodeHolder>);

}  // namespace debut::registry
