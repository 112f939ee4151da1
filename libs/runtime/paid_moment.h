#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "calendar/date.h"
#include "runtime/field_errors.h"

namespace debut::runtime {

// When money was paid: the legal day in Shanghai decides whose limit it uses up.
struct PaidMoment {
  calendar::Date date;
  std::string time;  // RFC 3339 in UTC, to the second; empty: only the day is known.
};

// From a request's fields `paid_time`, "2020-12-31T16:00:01Z" or with another offset, and
// `paid_date`, "2021-01-01". One of them is enough, two have to agree, without any it is today. A
// moment after today is an error.
PaidMoment ReadPaidMoment(FieldErrors& errors, const std::string& paid_time,
                          const std::string& paid_date, const base::Clock& clock);

}  // namespace debut::runtime
