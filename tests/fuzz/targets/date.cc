// Legal dates, and how far periods reach from them.
#include "calendar/date.h"

#include "tests/fuzz/fuzzed_bytes.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace debut::calendar;
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  const auto date = ParseDate(text.substr(0, 10));
  if (!date.ok()) return 0;
  ENSURE(FormatDate(*date) == text.substr(0, 10), "a date has two forms");
  ENSURE(DateInShanghai(StartInShanghai(*date)) == *date, "a day doesn't begin on itself");
  ENSURE(LimitYear(*date) >= kYearMin && LimitYear(*date) <= kYearMax, "a year is out of range");
  if (size <= 10) return 0;
  debut::fuzz::FuzzedBytes choices(bytes + 10, size - 10);
  const int months = static_cast<int>(choices.UpTo(2'400)) - 1'200;
  const Date moved = AddMonths(*date, months);
  ENSURE(absl::CivilMonth(moved) == absl::CivilMonth(*date) + months, "months are added wrongly");
  ENSURE(moved.day() <= date->day(), "a day moved on within its month");
  ENSURE(AddMonths(moved, -months) <= *date, "months there and back lead further");
  return 0;
}
