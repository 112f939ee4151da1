#pragma once

#include <map>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/view.h"
#include "eventstore/event.h"

namespace debut::market {

// How a product family entered the market: once, with one end user. Measure 3 is paid on it. A case
// that was cancelled leaves nothing behind.
struct FirstEntryCase {
  struct Member {
    std::string product_id;
    absl::CivilDay signed_date;
    eventstore::Position position;  // Of the joining; zero while it is not appended yet.

    bool operator==(const Member&) const = default;
  };

  std::string family_id;  // Empty: selects nothing.

  bool opened = false;
  std::string enterprise_id = {};  // The maker.
  std::string end_user_id = {};
  absl::CivilDay earliest_signed_date = {};
  absl::CivilDay opened_date = {};
  std::map<std::string, Member> members = {};  // By contract.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const FirstEntryCase&) const = default;
};

static_assert(decision::View<FirstEntryCase>);

}  // namespace debut::market
