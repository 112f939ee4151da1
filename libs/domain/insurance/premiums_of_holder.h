#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "decision/view.h"

namespace debut::insurance {

// The policies on which one of several policyholders paid premium in a limit year.
struct PremiumsOfHolder {
  std::set<std::string> holder_ids;  // None: selects nothing.
  std::uint32_t limit_year = 0;
  std::set<std::string> policy_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const PremiumsOfHolder&) const = default;
};

static_assert(decision::View<PremiumsOfHolder>);

}  // namespace debut::insurance
