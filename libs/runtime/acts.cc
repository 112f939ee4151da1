#include "runtime/acts.h"

#include <fmt/format.h>

#include "decision/derived_id.h"

namespace debut::runtime {

calendar::Date ActDate(FieldErrors& errors, std::string_view field, std::string_view value,
                       const base::Clock& clock) {
  const calendar::Date today = calendar::DateInShanghai(clock.Now());
  if (value.empty()) return today;
  const calendar::Date date = errors.Date(field, value);
  errors.Require(
      date <= today, field,
      fmt::format("{} is after today in Shanghai, {}", value, calendar::FormatDate(today)));
  return date;
}

std::string NewId(FieldErrors& errors, std::string_view field, std::string_view value,
                  std::string_view prefix, std::string_view request_id) {
  return value.empty() ? decision::DerivedId(prefix, request_id) : errors.Id(field, value);
}

rpc::v1::Recorded RecordedOf(const decision::Outcome& outcome) {
  rpc::v1::Recorded recorded;
  recorded.set_position(outcome.position.value);
  recorded.set_events_count(static_cast<std::uint32_t>(outcome.recorded.size()));
  recorded.set_replayed(outcome.replayed);
  return recorded;
}

}  // namespace debut::runtime
