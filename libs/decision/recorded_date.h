#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "base/ensure.h"

namespace debut::decision {

// A date as facts carry it, "2020-09-25". Handlers let nothing else into the log.
inline absl::CivilDay RecordedDate(const std::string& text) {
  absl::CivilDay date;
  ENSURE(absl::ParseCivilTime(text, &date), "a recorded date does not parse: " + text);
  return date;
}

// The same where a fact may carry none.
inline std::optional<absl::CivilDay> RecordedDateIfAny(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return RecordedDate(text);
}

}  // namespace debut::decision
