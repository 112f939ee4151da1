#include "money/typed_number.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/status_macros.h"

namespace debut::money {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The digits of the whole part without its commas.
absl::StatusOr<std::string> WithoutCommas(std::string_view whole) {
  std::string digits;
  const bool grouped = whole.find(',') != std::string_view::npos;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool comma_place = grouped && (whole.size() - i) % 4 == 0;
    if (whole[i] == ',' ? !comma_place || i == 0 : comma_place) {
      return absl::InvalidArgumentError("commas must separate groups of three digits");
    }
    if (whole[i] != ',') digits += whole[i];
  }
  return digits;
}

}  // namespace

absl::StatusOr<std::int64_t> ParseDecimal(std::string_view text, int decimals_max) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const bool has_point = point != std::string_view::npos;
  const std::string_view decimals = has_point ? text.substr(point + 1) : std::string_view();
  const auto is_digit_or_comma = [](char c) { return IsDigit(c) || c == ','; };
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit_or_comma) ||
      (has_point && decimals.empty()) || !std::all_of(decimals.begin(), decimals.end(), IsDigit)) {
    return absl::InvalidArgumentError("not a decimal number");
  }
  if (decimals.size() > static_cast<std::size_t>(decimals_max)) {
    return absl::InvalidArgumentError(
        fmt::format("{} decimals, at most {} allowed", decimals.size(), decimals_max));
  }
  ASSIGN_OR_RETURN(std::string digits, WithoutCommas(whole));
  digits += decimals;
  digits.append(static_cast<std::size_t>(decimals_max) - decimals.size(), '0');
  std::int64_t count = 0;
  for (const char digit : digits) {
    if (__builtin_mul_overflow(count, 10, &count) ||
        __builtin_add_overflow(count, digit - '0', &count)) {
      return absl::OutOfRangeError("the number is too large");
    }
  }
  return count;
}

}  // namespace debut::money
