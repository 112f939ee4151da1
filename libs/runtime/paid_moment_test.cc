#include "runtime/paid_moment.h"

#include <gtest/gtest.h>

namespace debut::runtime {
namespace {

PaidMoment Read(const std::string& time, const std::string& date, bool& ok) {
  FieldErrors errors;
  const base::FakeClock noon(absl::FromUnixSeconds(1'622'520'000));  // 2021-06-01 in Shanghai.
  const PaidMoment moment = ReadPaidMoment(errors, time, date, noon);
  ok = errors.ok();
  return moment;
}

void ExpectMoment(const std::string& time, const std::string& date, absl::CivilDay day,
                  const std::string& utc) {
  bool ok = false;
  const PaidMoment moment = Read(time, date, ok);
  EXPECT_TRUE(ok) << time << " " << date;
  EXPECT_EQ(moment.date, day);
  EXPECT_EQ(moment.time, utc);
}

TEST(ReadPaidMoment, W6TakesTheDayInShanghai) {
  const absl::CivilDay new_year(2021, 1, 1);
  ExpectMoment("2020-12-31T16:00:01Z", "", new_year, "2020-12-31T16:00:01Z");
  ExpectMoment("2020-12-31T15:59:59Z", "", new_year - 1, "2020-12-31T15:59:59Z");
  ExpectMoment("2021-01-01T00:00:01+08:00", "2021-01-01", new_year, "2020-12-31T16:00:01Z");
  ExpectMoment("2020-12-31T16:00:00.250Z", "", new_year, "2020-12-31T16:00:00Z");
}

TEST(ReadPaidMoment, IsContentWithADayOrNothing) {
  ExpectMoment("", "2021-01-01", absl::CivilDay(2021, 1, 1), "");
  ExpectMoment("", "", absl::CivilDay(2021, 6, 1), "");
}

TEST(ReadPaidMoment, RefusesWhatIsNoMomentOrLiesAhead) {
  for (const auto& [time, date] :
       std::vector<std::pair<std::string, std::string>>{{"2020-12-31", ""},
                                                        {"2020-12-31T16:00:01", ""},
                                                        {"infinite-past", ""},
                                                        {"2021-02-29T00:00:00Z", ""},
                                                        {"9999-02-01T00:00:00Z", ""},
                                                        {"2021-06-01T04:00:01Z", ""},
                                                        {std::string(40, '1'), ""},
                                                        {"", "2021-06-02"},
                                                        {"2020-12-31T16:00:01Z", "2020-12-31"}}) {
    bool ok = true;
    Read(time, date, ok);
    EXPECT_FALSE(ok) << time << " " << date;
  }
}

}  // namespace
}  // namespace debut::runtime
