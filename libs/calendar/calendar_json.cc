#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/status_macros.h"
#include "calendar/working_calendar.h"

namespace debut::calendar {
namespace {

using Json = nlohmann::json;

absl::Status Bad(std::string_view where, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}: {}", where, what));
}

// A repeated key would silently replace the first one.
absl::StatusOr<Json> ParseJson(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  std::string repeated;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    const auto level = static_cast<std::size_t>(depth);
    if (event == Json::parse_event_t::object_start) {
      keys.resize(level + 1);
      keys.emplace_back();
    }
    if (event == Json::parse_event_t::key && !keys.at(level).insert(value).second) {
      repeated = value;
    }
    return true;
  };
  try {
    Json json = Json::parse(text, watch);
    if (!repeated.empty()) return Bad("holiday data", fmt::format("\"{}\" stands twice", repeated));
    return json;
  } catch (const Json::exception& error) {  // A number beyond every type is no parse_error.
    return Bad("holiday data", error.what());
  }
}

absl::StatusOr<std::vector<Date>> ReadDates(const Json& table, const std::string& list,
                                            std::string_view where) {
  const auto found = table.find(list);
  if (found == table.end() || !found->is_array()) {
    return Bad(where, fmt::format("there is no list \"{}\"", list));
  }
  std::vector<Date> dates;
  for (const Json& item : *found) {
    if (!item.is_string())
      return Bad(where, fmt::format("\"{}\" holds a value that is no text", list));
    const auto date = ParseDate(item.get_ref<const std::string&>());
    if (!date.ok()) return base::Annotate(date.status(), where);
    dates.push_back(*date);
  }
  return dates;
}

absl::StatusOr<HolidayTable> ReadTable(const std::string& year, const Json& json) {
  const std::string where = fmt::format("holiday table of {}", year);
  if (!json.is_object()) return Bad(where, "it is no object");
  for (const auto& [key, value] : json.items()) {
    if (key != "notices" && key != "days_off" && key != "make_up_working_days") {
      return Bad(where, fmt::format("\"{}\" is unknown", key));
    }
  }
  HolidayTable table;
  // The year is read as the first day of it, so that one rule says what a year is.
  const auto first_day = ParseDate(year + "-01-01");
  if (!first_day.ok()) return Bad(where, "the year must be written with four digits");
  table.year = LimitYear(*first_day);
  ASSIGN_OR_RETURN(table.days_off, ReadDates(json, "days_off", where));
  ASSIGN_OR_RETURN(table.make_up_working_days, ReadDates(json, "make_up_working_days", where));
  return table;
}

}  // namespace

absl::StatusOr<WorkingCalendar> WorkingCalendar::FromJson(std::string_view text) {
  ASSIGN_OR_RETURN(const Json json, ParseJson(text));
  if (!json.is_object() || !json.contains("years") || !json["years"].is_object()) {
    return Bad("holiday data", "there is no object \"years\"");
  }
  std::vector<HolidayTable> tables;
  for (const auto& [year, table] : json["years"].items()) {
    ASSIGN_OR_RETURN(tables.emplace_back(), ReadTable(year, table));
  }
  return Make(tables);
}

absl::StatusOr<WorkingCalendar> WorkingCalendar::FromFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("{}: cannot be opened", path));
  std::ostringstream text;
  text << file.rdbuf();
  auto calendar = FromJson(text.str());
  if (!calendar.ok()) return base::Annotate(calendar.status(), path);
  return calendar;
}

}  // namespace debut::calendar
