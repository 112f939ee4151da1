#pragma once

#include <compare>
#include <string>
#include <utility>

namespace debut::base {

// A text identity that can't be mistaken for another kind:
// `struct ClaimTag; using ClaimId = StrongId<ClaimTag>;`
template <typename Kind>
struct StrongId {
  StrongId() = default;
  explicit StrongId(std::string text) : value(std::move(text)) {}
  auto operator<=>(const StrongId&) const = default;
  bool empty() const { return value.empty(); }

  std::string value;
};

}  // namespace debut::base
