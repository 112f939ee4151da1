#include "calendar/date.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace debut::calendar {
namespace {

std::string ErrorOf(std::string_view text) {
  return std::string(ParseDate(text).status().message());
}

Date AnyDate() { return Date(kYearMin, 1, 1) + *rc::gen::inRange(0, 300 * 365); }

absl::Time Utc(std::string_view text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, std::string(text), &time, &error)) << error;
  return time;
}

TEST(ParseDate, ReadsIsoDates) {
  EXPECT_EQ(*ParseDate("2020-10-09"), Date(2020, 10, 9));
  EXPECT_EQ(*ParseDate("2020-02-29"), Date(2020, 2, 29));
  EXPECT_EQ(*ParseDate("1900-01-01"), Date(1900, 1, 1));
  EXPECT_EQ(*ParseDate("2199-12-31"), Date(2199, 12, 31));
}

TEST(ParseDate, RefusesEveryOtherForm) {
  for (const char* text :
       {"", "2020-1-1", "2020/10/09", "20201009", "2020-10-09 ", " 2020-10-09", "2020-10-9x",
        "２０２０-10-09", "2020年10月09日", "+020-10-09", "-020-10-09", "2020-10-09T00:00:00Z"}) {
    EXPECT_EQ(ParseDate(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_NE(ErrorOf(text).find("write it as YYYY-MM-DD, like 2020-10-09"), std::string::npos);
  }
  EXPECT_EQ(ErrorOf(std::string(33, '1')), "date \"...\": write it as YYYY-MM-DD, like 2020-10-09");
}

TEST(ParseDate, RefusesDaysThatDoNotExist) {
  EXPECT_EQ(ErrorOf("2020-02-30"), "date \"2020-02-30\": 2020-02 has 29 days");
  EXPECT_EQ(ErrorOf("2021-02-29"), "date \"2021-02-29\": 2021-02 has 28 days");
  EXPECT_EQ(ErrorOf("2100-02-29"), "date \"2100-02-29\": 2100-02 has 28 days");
  EXPECT_EQ(ErrorOf("2021-04-31"), "date \"2021-04-31\": 2021-04 has 30 days");
  EXPECT_EQ(ErrorOf("2021-04-00"), "date \"2021-04-00\": 2021-04 has 30 days");
  EXPECT_EQ(ErrorOf("2021-13-01"), "date \"2021-13-01\": there is no month 13");
  EXPECT_EQ(ErrorOf("2021-00-01"), "date \"2021-00-01\": there is no month 0");
}

TEST(ParseDate, RefusesYearsOutsideItsRange) {
  EXPECT_EQ(ErrorOf("1899-12-31"), "date \"1899-12-31\": the year must be from 1900 to 2199");
  EXPECT_EQ(ErrorOf("2200-01-01"), "date \"2200-01-01\": the year must be from 1900 to 2199");
}

TEST(DateInShanghai, ChangesAtSixteenHundredUtcW6) {
  EXPECT_EQ(DateInShanghai(Utc("2020-12-31T15:59:59Z")), Date(2020, 12, 31));
  EXPECT_EQ(DateInShanghai(Utc("2020-12-31T16:00:00Z")), Date(2021, 1, 1));
  EXPECT_EQ(DateInShanghai(Utc("2020-12-31T16:00:01Z")), Date(2021, 1, 1));
}

TEST(DateInShanghai, HasNoSummerTime) {
  EXPECT_EQ(DateInShanghai(Utc("2020-07-01T15:59:59Z")), Date(2020, 7, 1));
  EXPECT_EQ(DateInShanghai(Utc("2020-07-01T16:00:00Z")), Date(2020, 7, 2));
}

TEST(LimitYear, IsTheYearInShanghaiW6) {
  EXPECT_EQ(LimitYear(Utc("2020-12-31T15:59:59.999Z")), 2020);
  EXPECT_EQ(LimitYear(Utc("2020-12-31T16:00:01Z")), 2021);
  EXPECT_EQ(LimitYear(Date(2020, 12, 31)), 2020);
}

TEST(StartInShanghai, IsTheInstantOfMidnight) {
  EXPECT_EQ(StartInShanghai(Date(2021, 1, 1)), Utc("2020-12-31T16:00:00Z"));
  EXPECT_EQ(StartInShanghai(Date(2020, 12, 31) + 1), StartInShanghai(Date(2021, 1, 1)));
}

TEST(AddMonths, FollowsTheMonthEndRule) {
  EXPECT_EQ(AddMonths(Date(2020, 1, 31), 1), Date(2020, 2, 29));
  EXPECT_EQ(AddMonths(Date(2021, 1, 31), 1), Date(2021, 2, 28));
  EXPECT_EQ(AddMonths(Date(2020, 11, 30), 3), Date(2021, 2, 28));
  EXPECT_EQ(AddMonths(Date(2020, 3, 31), -1), Date(2020, 2, 29));
  EXPECT_EQ(AddMonths(Date(2020, 2, 29), 1), Date(2020, 3, 29));
  EXPECT_EQ(AddMonths(Date(2020, 5, 15), -5), Date(2019, 12, 15));
  EXPECT_EQ(AddMonths(Date(2020, 5, 15), 0), Date(2020, 5, 15));
}

TEST(AddYears, TurnsTheTwentyNinthOfFebruaryIntoTheTwentyEighth) {
  EXPECT_EQ(AddYears(Date(2020, 2, 29), -2), Date(2018, 2, 28));
  EXPECT_EQ(AddYears(Date(2020, 2, 29), 1), Date(2021, 2, 28));
  EXPECT_EQ(AddYears(Date(2020, 2, 29), 4), Date(2024, 2, 29));
  EXPECT_EQ(AddYears(Date(2021, 2, 28), -1), Date(2020, 2, 28));
}

TEST(IsWithinYearsBefore, IncludesBothEnds) {
  const Date acceptance(2020, 12, 30);
  EXPECT_TRUE(IsWithinYearsBefore(Date(2018, 12, 30), 2, acceptance));
  EXPECT_FALSE(IsWithinYearsBefore(Date(2018, 12, 29), 2, acceptance));
  EXPECT_TRUE(IsWithinYearsBefore(acceptance, 2, acceptance));
  EXPECT_FALSE(IsWithinYearsBefore(Date(2020, 12, 31), 2, acceptance));
  EXPECT_TRUE(IsWithinYearsBefore(Date(2018, 2, 28), 2, Date(2020, 2, 29)));
  EXPECT_FALSE(IsWithinYearsBefore(Date(2018, 2, 27), 2, Date(2020, 2, 29)));
}

RC_GTEST_PROP(ParseDate, ReadsBackWhatFormatDateWrites, ()) {
  const Date date = AnyDate();
  RC_ASSERT(*ParseDate(FormatDate(date)) == date);
}

RC_GTEST_PROP(DateInShanghai, IsTheDayWhoseStartAndEndEncloseTheInstant, ()) {
  const absl::Time time = absl::FromUnixSeconds(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000));
  const Date date = DateInShanghai(time);
  RC_ASSERT(StartInShanghai(date) <= time);
  RC_ASSERT(time < StartInShanghai(date + 1));
}

RC_GTEST_PROP(AddMonths, NeverSkipsAMonth, ()) {
  const Date date = AnyDate();
  const int months = *rc::gen::inRange(-1200, 1200);
  RC_ASSERT(absl::CivilMonth(AddMonths(date, months)) == absl::CivilMonth(date) + months);
  RC_ASSERT(AddMonths(date, months).day() <= date.day());
}

}  // namespace
}  // namespace debut::calendar
