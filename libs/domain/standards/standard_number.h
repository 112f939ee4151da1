#pragma once

#include <string>

#include "decision/view.h"

namespace debut::standards {

// A standard's number, however it is typed: "GB/T 40429—2021" is "GB/T40429-2021".
std::string NumberKey(const std::string& number);

// What is rewarded once in the whole system: the drafter's part in the standard of that number
// ("standard/" and 32 hex digits of a SHA-256), and in all parts of a series together
// ("standard_series/", the same).
std::string DraftingKey(const std::string& number_key, const std::string& drafter_id);
std::string SeriesKey(const std::string& series_id, const std::string& drafter_id);

// Which standard has, or had before its revision, the number.
struct NumberHolder {
  std::string number_key;        // Empty: selects nothing.
  std::string standard_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const NumberHolder&) const = default;
};

static_assert(decision::View<NumberHolder>);

}  // namespace debut::standards
