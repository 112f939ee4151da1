#include "calendar/working_calendar.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "base/status_macros.h"

namespace debut::calendar {
namespace {

// A notice joins New Year's Day with the days next to it, never more than the week before.
constexpr int kDecemberDayMin = 24;

bool IsWeekend(Date day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
}

bool BelongsTo(Date day, int year) {
  return day.year() == year ||
         (day.year() == year - 1 && day.month() == 12 && day.day() >= kDecemberDayMin);
}

absl::Status BadTable(int year, Date day, std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("holiday table of {}: {} {}", year, FormatDate(day), what));
}

}  // namespace

absl::StatusOr<WorkingCalendar> WorkingCalendar::Make(const std::vector<HolidayTable>& tables) {
  WorkingCalendar calendar;
  for (const HolidayTable& table : tables) RETURN_IF_ERROR(calendar.Add(table));
  if (calendar.years_.empty()) return absl::InvalidArgumentError("no holiday table");
  return calendar;
}

absl::Status WorkingCalendar::Add(const HolidayTable& table) {
  if (!years_.insert(table.year).second) {
    return absl::InvalidArgumentError(fmt::format("holiday table of {}: given twice", table.year));
  }
  if (table.days_off.empty()) {
    return absl::InvalidArgumentError(fmt::format("holiday table of {}: no days off", table.year));
  }
  for (const Date day : table.days_off) {
    if (!BelongsTo(day, table.year)) return BadTable(table.year, day, "is outside its year");
    if (!days_off_.insert(day).second) return BadTable(table.year, day, "is listed twice");
  }
  for (const Date day : table.make_up_working_days) {
    if (!BelongsTo(day, table.year)) return BadTable(table.year, day, "is outside its year");
    if (!IsWeekend(day)) {
      return BadTable(table.year, day,
                      "is a make-up working day, but neither a Saturday nor a Sunday");
    }
    if (!make_up_working_days_.insert(day).second) {
      return BadTable(table.year, day, "is listed twice");
    }
  }
  for (const Date day : make_up_working_days_) {
    if (days_off_.contains(day)) {
      return BadTable(table.year, day, "is both a day off and a make-up working day");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> WorkingCalendar::IsWorkingDay(Date day) const {
  if (!years_.contains(LimitYear(day))) {
    return absl::FailedPreconditionError(
        fmt::format("the working calendar has no table for {} (it has {} to {}); add the State "
                    "Council's notice for that year",
                    day.year(), *years_.begin(), *years_.rbegin()));
  }
  if (days_off_.contains(day)) return false;
  return !IsWeekend(day) || make_up_working_days_.contains(day);
}

absl::StatusOr<Date> WorkingCalendar::AddWorkingDays(Date day, int n) const {
  ENSURE(n >= 1, "a period has at least one working day");
  // The opening day does not count, but a year without a table must not open a period either.
  RETURN_IF_ERROR(IsWorkingDay(day).status());
  for (int left = n; left > 0;) {
    ++day;
    ASSIGN_OR_RETURN(const bool works, IsWorkingDay(day));
    if (works) --left;
  }
  return day;
}

absl::StatusOr<Date> WorkingCalendar::SameOrNextWorkingDay(Date day) const {
  while (true) {
    ASSIGN_OR_RETURN(const bool works, IsWorkingDay(day));
    if (works) return day;
    ++day;
  }
}

}  // namespace debut::calendar
