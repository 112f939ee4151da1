#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/first_entry_case.h"

namespace debut::market {

// The first claim that was ever submitted for a product family, whatever became of it.
struct FamilyClaim {
  std::string family_id;      // Empty: selects nothing.
  std::string claim_id = {};  // Empty: there is none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const FamilyClaim&) const = default;
};

static_assert(decision::View<FamilyClaim>);

// The way back for an officer who opened a first-entry case with the wrong contract: as long as no
// claim of the family was submitted, and with a document.
struct CancelFirstEntryCase {
  std::string family_id;
  absl::CivilDay cancelled_date;
  std::string document;
  std::string grounds;

  std::tuple<FirstEntryCase, FamilyClaim> Reads() const;
  decision::Decision Decide(const FirstEntryCase& entry, const FamilyClaim& claim) const;
};

static_assert(decision::Command<CancelFirstEntryCase>);

}  // namespace debut::market
