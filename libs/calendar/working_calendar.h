#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "calendar/date.h"

namespace debut::calendar {

// One year's holiday notice. Its days may lie in the last days of the December before, too.
struct HolidayTable {
  int year = 0;
  std::vector<Date> days_off;
  std::vector<Date> make_up_working_days;  // Saturdays and Sundays that are worked
};

// Which days are worked, by the State Council's yearly holiday notices. Immutable, thread-safe.
//
// A day of a year that has no table is FAILED_PRECONDITION, never "no holidays". The last days of
// December may still move when the next year's notice appears (2018-12-29 and 2018-12-31 did).
class WorkingCalendar {
 public:
  // INVALID_ARGUMENT names the year and the date that can't be right: listed twice, in both lists,
  // a make-up day that is no Saturday or Sunday, outside its year, a year given twice, no table.
  static absl::StatusOr<WorkingCalendar> Make(const std::vector<HolidayTable>& tables);

  // {"years": {"2020": {"notices": [...], "days_off": ["2020-01-01", ...],
  //                     "make_up_working_days": [...]}}}; INVALID_ARGUMENT as above.
  static absl::StatusOr<WorkingCalendar> FromJson(std::string_view json);

  // NOT_FOUND without the file; other errors name it.
  static absl::StatusOr<WorkingCalendar> FromFile(const std::string& path);

  absl::StatusOr<bool> IsWorkingDay(Date day) const;

  // The n-th working day after `day`, which does not count itself; n ≥ 1. A notice opened on
  // `day` for n working days ends at 24:00 of the result.
  absl::StatusOr<Date> AddWorkingDays(Date day, int n) const;

  // `day` if it is worked, else the next working day: where a period's last day moves to.
  absl::StatusOr<Date> SameOrNextWorkingDay(Date day) const;

  const std::set<int>& years() const { return years_; }

 private:
  WorkingCalendar() = default;
  absl::Status Add(const HolidayTable& table);

  std::set<int> years_;
  std::set<Date> days_off_;
  std::set<Date> make_up_working_days_;
};

// The calendar that is compiled in from deploy/calendar.
const WorkingCalendar& StateCouncilCalendar();

}  // namespace debut::calendar
