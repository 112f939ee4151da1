#pragma once

#include <optional>

#include "absl/time/civil_time.h"

namespace debut::registry {

// Days from `from` to `to`, both included; without `to` there is no last day.
struct Period {
  absl::CivilDay from;
  std::optional<absl::CivilDay> to;

  bool Covers(absl::CivilDay date) const {
    return from <= date && (!to.has_value() || date <= *to);
  }
  bool operator==(const Period&) const = default;
};

}  // namespace debut::registry
