#include "runtime/paid_moment.h"

#include <fmt/format.h>

#include "absl/time/time.h"
#include "runtime/acts.h"

namespace debut::runtime {
namespace {

constexpr std::size_t kTimeBytesMax = 35;  // With nanoseconds and an offset.

// absl would also take "infinite-future" and years beyond any calendar.
bool ParseInstant(const std::string& text, absl::Time& time) {
  if (text.size() > kTimeBytesMax || text.empty() || text[0] < '0' || text[0] > '9') return false;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return false;
  const calendar::Date date = calendar::DateInShanghai(time);
  return date.year() >= calendar::kYearMin && date.year() <= calendar::kYearMax;
}

}  // namespace

PaidMoment ReadPaidMoment(FieldErrors& errors, const std::string& paid_time,
                          const std::string& paid_date, const base::Clock& clock) {
  if (paid_time.empty()) return {ActDate(errors, "paid_date", paid_date, clock), ""};
  absl::Time time;
  if (!ParseInstant(paid_time, time)) {
    errors.Add("paid_time", "is no time with an offset; write it as 2020-12-31T16:00:01Z");
    return {};
  }
  const PaidMoment moment{calendar::DateInShanghai(time),
                          absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", time, absl::UTCTimeZone())};
  const std::string date = calendar::FormatDate(moment.date);
  errors.Require(time <= clock.Now(), "paid_time", fmt::format("{} is after now", paid_time));
  errors.Require(paid_date.empty() || paid_date == date, "paid_date",
                 fmt::format("paid_time lies on {} in Shanghai", date));
  return moment;
}

}  // namespace debut::runtime
