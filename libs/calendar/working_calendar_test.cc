#include "calendar/working_calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace debut::calendar {
namespace {

std::string MakeError(const std::vector<HolidayTable>& tables) {
  return std::string(WorkingCalendar::Make(tables).status().message());
}

// 2020's National Day: off from Thursday 1 to Thursday 8 October, worked on Sunday 27 September
// and on Saturday 10 October.
HolidayTable NationalDay() {
  HolidayTable table{2020, {}, {Date(2020, 9, 27), Date(2020, 10, 10)}};
  for (int day = 1; day <= 8; ++day) table.days_off.emplace_back(2020, 10, day);
  return table;
}

WorkingCalendar Calendar() { return *WorkingCalendar::Make({NationalDay()}); }

TEST(IsWorkingDay, FollowsTheWeekWhereNothingIsListed) {
  EXPECT_TRUE(*Calendar().IsWorkingDay(Date(2020, 9, 25)));
  EXPECT_FALSE(*Calendar().IsWorkingDay(Date(2020, 9, 26)));
}

TEST(IsWorkingDay, FollowsTheNoticeWhereADayIsListed) {
  EXPECT_FALSE(*Calendar().IsWorkingDay(Date(2020, 10, 1)));
  EXPECT_TRUE(*Calendar().IsWorkingDay(Date(2020, 9, 27)));
}

TEST(IsWorkingDay, RefusesAYearWithoutATable) {
  EXPECT_EQ(Calendar().IsWorkingDay(Date(2021, 6, 1)).status(),
            absl::FailedPreconditionError(
                "the working calendar has no table for 2021 (it has 2020 to 2020); add the State "
                "Council's notice for that year"));
  EXPECT_FALSE(Calendar().IsWorkingDay(Date(2019, 12, 31)).ok());
}

TEST(AddWorkingDays, DoesNotCountTheFirstDay) {
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 9, 21), 1), Date(2020, 9, 22));
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 9, 26), 1), Date(2020, 9, 27));
}

TEST(AddWorkingDays, SkipsDaysOffAndCountsMakeUpDays) {
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 9, 25), 5), Date(2020, 10, 9));
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 9, 25), 6), Date(2020, 10, 10));
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 9, 25), 7), Date(2020, 10, 12));
}

TEST(AddWorkingDays, RefusesToReachAYearWithoutATable) {
  EXPECT_EQ(*Calendar().AddWorkingDays(Date(2020, 12, 30), 1), Date(2020, 12, 31));
  EXPECT_EQ(Calendar().AddWorkingDays(Date(2020, 12, 30), 2).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(Calendar().AddWorkingDays(Date(2019, 12, 31), 1).ok());
}

TEST(AddWorkingDays, NeedsAtLeastOneDay) {
  EXPECT_DEATH((void)Calendar().AddWorkingDays(Date(2020, 9, 25), 0), "at least one working day");
}

TEST(SameOrNextWorkingDay, MovesADayOff) {
  EXPECT_EQ(*Calendar().SameOrNextWorkingDay(Date(2020, 9, 30)), Date(2020, 9, 30));
  EXPECT_EQ(*Calendar().SameOrNextWorkingDay(Date(2020, 10, 1)), Date(2020, 10, 9));
  EXPECT_EQ(*Calendar().SameOrNextWorkingDay(Date(2020, 9, 26)), Date(2020, 9, 27));
  EXPECT_FALSE(Calendar().SameOrNextWorkingDay(Date(2021, 1, 1)).ok());
}

TEST(WorkingCalendar, LetsATableReachIntoTheDecemberBefore) {
  const HolidayTable table{2021, {Date(2020, 12, 31), Date(2021, 1, 1)}, {Date(2020, 12, 26)}};
  const WorkingCalendar calendar = *WorkingCalendar::Make({NationalDay(), table});
  EXPECT_FALSE(*calendar.IsWorkingDay(Date(2020, 12, 31)));
  EXPECT_TRUE(*calendar.IsWorkingDay(Date(2020, 12, 26)));
}

TEST(WorkingCalendar, RefusesTablesThatCannotBeRight) {
  const Date day(2020, 10, 1);
  EXPECT_EQ(MakeError({}), "no holiday table");
  EXPECT_EQ(MakeError({NationalDay(), NationalDay()}), "holiday table of 2020: given twice");
  EXPECT_EQ(MakeError({{2020, {}, {}}}), "holiday table of 2020: no days off");
  EXPECT_EQ(MakeError({{2020, {day, day}, {}}}),
            "holiday table of 2020: 2020-10-01 is listed twice");
  EXPECT_EQ(MakeError({{2021, {day}, {}}}),
            "holiday table of 2021: 2020-10-01 is outside its year");
  EXPECT_EQ(MakeError({{2019, {day}, {}}}),
            "holiday table of 2019: 2020-10-01 is outside its year");
  EXPECT_EQ(MakeError({{2021, {Date(2020, 12, 23)}, {}}}),
            "holiday table of 2021: 2020-12-23 is outside its year");
}

TEST(WorkingCalendar, RefusesMakeUpDaysThatCannotBeRight) {
  const Date day(2020, 10, 1);
  const Date saturday(2020, 10, 10);
  EXPECT_EQ(MakeError({{2020, {day}, {Date(2020, 2, 3)}}}),
            "holiday table of 2020: 2020-02-03 is a make-up working day, but neither a Saturday "
            "nor a Sunday");
  EXPECT_EQ(MakeError({{2020, {day}, {saturday, saturday}}}),
            "holiday table of 2020: 2020-10-10 is listed twice");
  EXPECT_EQ(MakeError({{2020, {day}, {Date(2021, 10, 10)}}}),
            "holiday table of 2020: 2021-10-10 is outside its year");
  EXPECT_EQ(MakeError({{2020, {day, saturday}, {saturday}}}),
            "holiday table of 2020: 2020-10-10 is both a day off and a make-up working day");
}

TEST(WorkingCalendar, RefusesAConflictBetweenTwoYears) {
  const Date saturday(2020, 12, 26);
  EXPECT_EQ(MakeError({{2020, {saturday}, {}}, {2021, {Date(2021, 1, 1)}, {saturday}}}),
            "holiday table of 2021: 2020-12-26 is both a day off and a make-up working day");
  EXPECT_EQ(MakeError({{2021, {Date(2021, 1, 1)}, {saturday}}, {2020, {saturday}, {}}}),
            "holiday table of 2020: 2020-12-26 is both a day off and a make-up working day");
}

RC_GTEST_PROP(AddWorkingDays, CountsOneByOne, ()) {
  const WorkingCalendar& calendar = StateCouncilCalendar();
  const Date day = Date(2019, 1, 1) + *rc::gen::inRange(0, 7 * 365);
  const int n = *rc::gen::inRange(2, 60);
  const Date end = *calendar.AddWorkingDays(day, n);
  RC_ASSERT(*calendar.IsWorkingDay(end));
  RC_ASSERT(*calendar.AddWorkingDays(*calendar.AddWorkingDays(day, n - 1), 1) == end);
}

}  // namespace
}  // namespace debut::calendar
