#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "calendar/working_calendar.h"
#include "tests/support/build_tree.h"

namespace debut::calendar {
namespace {

constexpr std::string_view kGood = R"({"about": "x", "years": {"2020": {
  "notices": [], "days_off": ["2020-10-01"], "make_up_working_days": ["2020-10-10"]}}})";

std::string ErrorOf(std::string_view json) {
  const auto calendar = WorkingCalendar::FromJson(json);
  EXPECT_EQ(calendar.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(calendar.status().message());
}

std::string TableError(std::string_view table) {
  return ErrorOf("{\"years\": {\"2020\": " + std::string(table) + "}}");
}

TEST(FromJson, ReadsTables) {
  const auto calendar = WorkingCalendar::FromJson(kGood);
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  EXPECT_EQ(calendar->years(), std::set<int>({2020}));
  EXPECT_FALSE(*calendar->IsWorkingDay(Date(2020, 10, 1)));
  EXPECT_TRUE(*calendar->IsWorkingDay(Date(2020, 10, 10)));
}

TEST(FromJson, RefusesWhatIsNoJson) {
  EXPECT_TRUE(ErrorOf("{\n \"years\": ]}").starts_with("holiday data: [json.exception.parse_error"))
      << ErrorOf("{\n \"years\": ]}");
  EXPECT_NE(ErrorOf("{\n \"years\": ]}").find("line 2"), std::string::npos);
  EXPECT_NE(ErrorOf("{\"years\": 1e999}").find("out_of_range"), std::string::npos);
}

TEST(FromJson, RefusesOtherShapes) {
  EXPECT_EQ(ErrorOf("[]"), "holiday data: there is no object \"years\"");
  EXPECT_EQ(ErrorOf("{}"), "holiday data: there is no object \"years\"");
  EXPECT_EQ(ErrorOf("{\"years\": []}"), "holiday data: there is no object \"years\"");
  EXPECT_EQ(ErrorOf("{\"years\": {}}"), "no holiday table");
  EXPECT_EQ(ErrorOf("{\"years\": {\"20\": {}}}"),
            "holiday table of 20: the year must be written with four digits");
  EXPECT_EQ(TableError("7"), "holiday table of 2020: it is no object");
  EXPECT_EQ(TableError("{}"), "holiday table of 2020: there is no list \"days_off\"");
  EXPECT_EQ(TableError("{\"days_off\": [\"2020-10-01\"]}"),
            "holiday table of 2020: there is no list \"make_up_working_days\"");
  EXPECT_EQ(TableError("{\"days_of\": []}"), "holiday table of 2020: \"days_of\" is unknown");
  EXPECT_EQ(TableError("{\"days_off\": [7]}"),
            "holiday table of 2020: \"days_off\" holds a value that is no text");
}

TEST(FromJson, RefusesDatesThatDoNotExist) {
  EXPECT_EQ(TableError("{\"days_off\": [\"2020-02-30\"]}"),
            "holiday table of 2020: date \"2020-02-30\": 2020-02 has 29 days");
}

TEST(FromJson, RefusesAYearThatStandsTwice) {
  EXPECT_EQ(ErrorOf(R"({"years": {"2020": {}, "2020": {}}})"),
            "holiday data: \"2020\" stands twice");
  EXPECT_EQ(ErrorOf(R"({"years": {}, "years": {}})"), "holiday data: \"years\" stands twice");
}

TEST(FromFile, ReadsTheInstalledData) {
  const auto calendar =
      WorkingCalendar::FromFile(test::SourcePath("deploy/calendar/state-council-holidays.json"));
  ASSERT_TRUE(calendar.ok()) << calendar.status();
  EXPECT_EQ(calendar->years(), StateCouncilCalendar().years());
}

TEST(FromFile, NamesTheFileThatItCannotOpen) {
  EXPECT_EQ(WorkingCalendar::FromFile("/nonexistent/days.json").status(),
            absl::NotFoundError("/nonexistent/days.json: cannot be opened"));
}

TEST(FromFile, NamesTheFileThatIsWrong) {
  const std::string path = testing::TempDir() + "wrong_days.json";
  std::ofstream(path) << "{}";
  EXPECT_EQ(WorkingCalendar::FromFile(path).status(),
            absl::InvalidArgumentError(path + ": holiday data: there is no object \"years\""));
}

}  // namespace
}  // namespace debut::calendar
