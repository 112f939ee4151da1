#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "decision/view.h"

namespace debut::financing {

// The loans on which one of several borrowers paid interest in a limit year, of whatever type.
struct InterestOfBorrower {
  std::set<std::string> borrower_ids;  // None: selects nothing.
  std::uint32_t limit_year = 0;
  std::set<std::string> loan_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const InterestOfBorrower&) const = default;
};

static_assert(decision::View<InterestOfBorrower>);

}  // namespace debut::financing
