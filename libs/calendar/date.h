#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// Legal dates: civil dates in Asia/Shanghai, whatever the time zone of the machine.
namespace debut::calendar {

using Date = absl::CivilDay;

inline constexpr int kYearMin = 1900;
inline constexpr int kYearMax = 2199;

// Reads exactly "YYYY-MM-DD". INVALID_ARGUMENT says what is wrong: another form, a day that the
// month does not have, a year outside kYearMin to kYearMax.
absl::StatusOr<Date> ParseDate(std::string_view text);

// "2020-10-09".
std::string FormatDate(Date date);

// The day on which `time` falls in Shanghai: 2020-12-31T16:00:00Z falls on 2021-01-01.
Date DateInShanghai(absl::Time time);

// The instant at which the day begins in Shanghai; a day ends (24:00) where the next one begins.
absl::Time StartInShanghai(Date date);

// The calendar year whose limits a payment at `time`, or on `date`, uses up.
int LimitYear(absl::Time time);
int LimitYear(Date date);

// The same day of the month `months` later (or earlier, if negative), or that month's last day if
// it has no such day: 2020-01-31 + 1 month = 2020-02-29.
Date AddMonths(Date date, int months);

// AddMonths by twelves: 2020-02-29 - 2 years = 2018-02-28.
Date AddYears(Date date, int years);

// Whether `date` lies in the `years` years that end on `last`, both ends included.
bool IsWithinYearsBefore(Date date, int years, Date last);

}  // namespace debut::calendar
