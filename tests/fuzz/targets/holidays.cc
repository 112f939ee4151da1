// Holiday notices as JSON.
#include "calendar/working_calendar.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut::calendar;
  const auto calendar = WorkingCalendar::FromJson(debut::fuzz::TextOf(bytes, size));
  if (!calendar.ok()) return 0;
  ENSURE(!calendar->years().empty(), "a calendar of no year");
  for (const int year : calendar->years()) {
    const Date first(year, 1, 1);
    ENSURE(calendar->IsWorkingDay(first).ok(), "a year that is there has no working days");
    const auto next = calendar->AddWorkingDays(first, 1);
    if (!next.ok()) continue;
    ENSURE(*next > first && *calendar->IsWorkingDay(*next), "the next working day isn't worked");
    ENSURE(*calendar->SameOrNextWorkingDay(*next) == *next, "a working day is moved");
  }
  return 0;
}
