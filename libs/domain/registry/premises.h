#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "decision/view.h"

namespace debut::registry {

// Whether a division lies in a region. Both are six digits of GB/T 2260; a region that ends with
// 0000 is a province, with 00 a prefecture: "110108" lies in "110108", "110100" and "110000".
bool IsInRegion(std::string_view division, std::string_view region_code);

// In which administrative divisions enterprises are registered, with their branches: the third to
// the eighth digit of a credit code.
struct Premises {
  std::map<std::string, std::set<std::string>> divisions = {};  // By legal person.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool AnyIn(const std::string& enterprise_id, std::string_view region_code) const;
  bool operator==(const Premises&) const = default;
};

static_assert(decision::View<Premises>);

}  // namespace debut::registry
