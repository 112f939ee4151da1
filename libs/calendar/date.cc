#include "calendar/date.h"

#include <fmt/format.h>

#include <algorithm>

namespace debut::calendar {
namespace {

constexpr std::string_view kForm = "dddd-dd-dd";
constexpr std::size_t kEchoBytesMax = 32;

// Shanghai has been at UTC+8 without summer time since 1991, before anything that is recorded here.
// A fixed zone needs no time zone database, which a bare machine lacks.
absl::TimeZone Shanghai() { return absl::FixedTimeZone(8 * 60 * 60); }

bool HasForm(std::string_view text) {
  return text.size() == kForm.size() &&
         std::equal(text.begin(), text.end(), kForm.begin(), [](char c, char form) {
           return form == 'd' ? c >= '0' && c <= '9' : c == form;
         });
}

int Number(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

int DaysInMonth(absl::CivilMonth month) { return static_cast<int>(Date(month + 1) - Date(month)); }

}  // namespace

absl::StatusOr<Date> ParseDate(std::string_view text) {
  if (!HasForm(text)) {
    return absl::InvalidArgumentError(
        fmt::format("date \"{}\": write it as YYYY-MM-DD, like 2020-10-09",
                    text.size() <= kEchoBytesMax ? text : std::string_view("...")));
  }
  const int year = Number(text.substr(0, 4));
  const int month = Number(text.substr(5, 2));
  const int day = Number(text.substr(8, 2));
  if (year < kYearMin || year > kYearMax) {
    return absl::InvalidArgumentError(
        fmt::format("date \"{}\": the year must be from {} to {}", text, kYearMin, kYearMax));
  }
  if (month < 1 || month > 12) {
    return absl::InvalidArgumentError(
        fmt::format("date \"{}\": there is no month {}", text, month));
  }
  if (const int days = DaysInMonth(absl::CivilMonth(year, month)); day < 1 || day > days) {
    return absl::InvalidArgumentError(
        fmt::format("date \"{}\": {}-{:02} has {} days", text, year, month, days));
  }
  return Date(year, month, day);
}

std::string FormatDate(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

Date DateInShanghai(absl::Time time) { return absl::ToCivilDay(time, Shanghai()); }

absl::Time StartInShanghai(Date date) { return absl::FromCivil(date, Shanghai()); }

int LimitYear(absl::Time time) { return LimitYear(DateInShanghai(time)); }

int LimitYear(Date date) { return static_cast<int>(date.year()); }

Date AddMonths(Date date, int months) {
  const absl::CivilMonth month = absl::CivilMonth(date) + months;
  return Date(month.year(), month.month(), std::min(date.day(), DaysInMonth(month)));
}

Date AddYears(Date date, int years) { return AddMonths(date, 12 * years); }

bool IsWithinYearsBefore(Date date, int years, Date last) {
  return AddYears(last, -years) <= date && date <= last;
}

}  // namespace debut::calendar
