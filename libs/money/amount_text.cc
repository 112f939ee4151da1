#include "money/amount_text.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "base/typed_text.h"
#include "money/typed_number.h"

namespace debut::money {
namespace {

struct Unit {
  std::string_view name;
  int fen_decimals;  // one unit is 10^fen_decimals fen
};

// Longer names first: each is looked for at the end of the text.
constexpr std::array<Unit, 5> kUnits = {
    {{"亿元", 10}, {"万元", 6}, {"亿", 10}, {"万", 6}, {"元", 2}}};
constexpr Unit kYuan = {"元", 2};

constexpr std::size_t kTypedBytesMax = 64;

constexpr std::array<std::string_view, 2> kPrefixes = {"人民币", "\u00a5"};

void DropSpaces(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
}

void DropPrefixes(std::string_view& text) {
  for (const std::string_view prefix : kPrefixes) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    DropSpaces(text);
  }
}

Unit TakeUnit(std::string_view& text) {
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.name)) continue;
    text.remove_suffix(unit.name.size());
    DropSpaces(text);
    return unit;
  }
  return kYuan;
}

absl::Status BadAmount(std::string_view text, std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("amount \"{}\": {}; write it like 6,666,666.67元 or 200万元", text, what));
}

}  // namespace

absl::StatusOr<Fen> ParseAmount(std::string_view text, Sign sign) {
  if (text.size() > kTypedBytesMax) {
    return absl::InvalidArgumentError(
        fmt::format("amount of {} bytes, at most {} are read", text.size(), kTypedBytesMax));
  }
  const std::string typed = base::NormaliseTyped(text);
  std::string_view rest = typed;
  if (rest.empty()) return BadAmount(text, "it is empty");
  DropPrefixes(rest);
  const bool negative = rest.starts_with('-');
  if (negative) {
    rest.remove_prefix(1);
    DropPrefixes(rest);
  }
  const Unit unit = TakeUnit(rest);
  const auto count = ParseDecimal(rest, unit.fen_decimals);
  if (count.status().code() == absl::StatusCode::kOutOfRange ||
      (count.ok() && Fen(*count) > kAmountMax)) {
    return BadAmount(text, fmt::format("above the limit of {}元", FormatAmount(kAmountMax)));
  }
  if (!count.ok()) {
    return BadAmount(text,
                     fmt::format("{} (in {})", std::string(count.status().message()), unit.name));
  }
  if (negative && sign == Sign::kPositiveOnly) return BadAmount(text, "it must not be negative");
  return negative ? -Fen(*count) : Fen(*count);
}

std::string FormatAmount(Fen amount) {
  const bool negative = amount.count < 0;
  // In unsigned arithmetic the most negative value has an opposite, too.
  const auto bits = static_cast<std::uint64_t>(amount.count);
  const std::uint64_t fen = negative ? 0 - bits : bits;
  std::string text = fmt::format("{}.{:02}", fen / 100, fen % 100);
  for (std::size_t at = text.size() - 3; at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return negative ? "-" + text : text;
}

}  // namespace debut::money
