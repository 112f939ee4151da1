// The compiled-in data against what the notices and the holiday regulation say.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "calendar/working_calendar.h"

namespace debut::calendar {
namespace {

const WorkingCalendar& Days() { return StateCouncilCalendar(); }

bool Works(Date day) { return *Days().IsWorkingDay(day); }

bool IsWeekday(Date day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday;
}

// Weekdays off minus weekend days worked, from the first to the last day, both included.
int NetWeekdaysOff(Date first, Date last) {
  int net = 0;
  for (Date day = first; day <= last; ++day) {
    if (IsWeekday(day) && !Works(day)) ++net;
    if (!IsWeekday(day) && Works(day)) --net;
  }
  return net;
}

TEST(StateCouncilCalendar, CoversTheYearsOfThePolicy) {
  EXPECT_EQ(Days().years(), std::set<int>({2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026}));
}

TEST(StateCouncilCalendar, GivesExactlyTheStatutoryHolidays) {
  // 11 days by the regulation, 13 since 2025. In 2020 the second notice prolonged the Spring
  // Festival by a Friday and cancelled a make-up Saturday. What the notices for 2019 and 2023
  // place in the December before nets to nothing.
  const std::map<int, int> expected = {{2019, 11}, {2020, 13}, {2021, 11}, {2022, 11},
                                       {2023, 11}, {2024, 11}, {2025, 13}, {2026, 13}};
  for (const auto& [year, days] : expected) {
    EXPECT_EQ(NetWeekdaysOff(Date(year, 1, 1), Date(year, 12, 31)), days) << year;
  }
}

TEST(StateCouncilCalendar, ClosesEveryFixedFestival) {
  for (const int year : Days().years()) {
    for (const Date day : {Date(year, 1, 1), Date(year, 5, 1), Date(year, 10, 1), Date(year, 10, 2),
                           Date(year, 10, 3)}) {
      EXPECT_FALSE(Works(day)) << FormatDate(day);
    }
  }
}

TEST(StateCouncilCalendar, ClosesTheFirstThreeDaysOfEachLunarYear) {
  for (const Date first :
       {Date(2019, 2, 5), Date(2020, 1, 25), Date(2021, 2, 12), Date(2022, 2, 1), Date(2023, 1, 22),
        Date(2024, 2, 10), Date(2025, 1, 29), Date(2026, 2, 17)}) {
    for (Date day = first; day < first + 3; ++day) EXPECT_FALSE(Works(day)) << FormatDate(day);
  }
}

TEST(StateCouncilCalendar, ClosesDragonBoatAndMidAutumn) {
  for (const Date day :
       {Date(2019, 6, 7), Date(2020, 6, 25), Date(2021, 6, 14), Date(2022, 6, 3), Date(2023, 6, 22),
        Date(2024, 6, 10), Date(2025, 5, 31), Date(2026, 6, 19), Date(2019, 9, 13),
        Date(2020, 10, 1), Date(2021, 9, 21), Date(2022, 9, 10), Date(2023, 9, 29),
        Date(2024, 9, 17), Date(2025, 10, 6), Date(2026, 9, 25)}) {
    EXPECT_FALSE(Works(day)) << FormatDate(day);
  }
}

TEST(StateCouncilCalendar, PutsEachMakeUpDayCloseToAHoliday) {
  constexpr int kDaysMax = 12;
  for (Date day(2019, 1, 1); day.year() <= 2026; ++day) {
    if (IsWeekday(day) || !Works(day)) continue;
    bool found = false;
    for (int distance = -kDaysMax; distance <= kDaysMax; ++distance) {
      const Date near = day + distance;
      if (Days().years().contains(LimitYear(near)) && IsWeekday(near)) found |= !Works(near);
    }
    EXPECT_TRUE(found) << FormatDate(day);
  }
}

TEST(StateCouncilCalendar, EndsTheFirstPublicNoticeOnNinthOctober2020) {
  EXPECT_EQ(*Days().AddWorkingDays(Date(2020, 9, 25), 5), Date(2020, 10, 9));
}

TEST(StateCouncilCalendar, KnowsTheProlongedSpringFestivalOf2020) {
  EXPECT_FALSE(Works(Date(2020, 1, 31)));
  EXPECT_FALSE(Works(Date(2020, 2, 1)));
  EXPECT_TRUE(Works(Date(2020, 2, 3)));
  EXPECT_EQ(*Days().AddWorkingDays(Date(2020, 1, 22), 5), Date(2020, 2, 6));
}

TEST(StateCouncilCalendar, RefusesYearsThatAreNotPublished) {
  EXPECT_EQ(Days().IsWorkingDay(Date(2027, 1, 1)).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Days().AddWorkingDays(Date(2026, 12, 30), 5).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(Days().IsWorkingDay(Date(2018, 12, 31)).ok());
}

}  // namespace
}  // namespace debut::calendar
