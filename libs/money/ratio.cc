#include "money/ratio.h"

#include <fmt/format.h>

#include <limits>

#include "base/ensure.h"
#include "base/typed_text.h"
#include "money/typed_number.h"

namespace debut::money {
namespace {

__extension__ using Int128 = __int128;

constexpr int kPercentDecimals = 6;
constexpr std::int64_t kPercentScale = 1'000'000;    // 10^kPercentDecimals
constexpr std::int64_t kUnit = 100 * kPercentScale;  // 100 %

absl::Status BadRate(std::string_view text, std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("rate \"{}\": {}; write it like 30%, 9.6% or 3/10", text, what));
}

}  // namespace

Ratio::Ratio(std::int64_t num, std::int64_t den) : num_(num), den_(den) {
  ENSURE(den > 0, "the denominator of a ratio is positive");
}

absl::StatusOr<Ratio> Ratio::Make(std::int64_t num, std::int64_t den) {
  if (den <= 0) {
    return absl::InvalidArgumentError(
        fmt::format("the denominator of {}/{} must be positive", num, den));
  }
  return Ratio(num, den);
}

std::strong_ordering operator<=>(Ratio a, Ratio b) {
  return Int128{a.num_} * b.den_ <=> Int128{b.num_} * a.den_;
}

Fen FloorMul(Fen amount, Ratio ratio) {
  const Int128 product = Int128{amount.count} * ratio.num();
  Int128 quotient = product / ratio.den();
  // Division truncates towards zero; a negative remainder means one too many.
  if (product % ratio.den() < 0) --quotient;
  ENSURE(quotient >= std::numeric_limits<std::int64_t>::min() &&
             quotient <= std::numeric_limits<std::int64_t>::max(),
         "a product of money overflows 64 bits");
  return Fen(static_cast<std::int64_t>(quotient));
}

absl::StatusOr<Ratio> ParseRate(std::string_view text) {
  const std::string typed = base::NormaliseTyped(text);
  std::string_view number = typed;
  absl::StatusOr<Ratio> rate = BadRate(text, "no percent sign");
  if (const std::size_t slash = number.find('/'); slash != std::string_view::npos) {
    const auto num = ParseDecimal(number.substr(0, slash), 0);
    const auto den = ParseDecimal(number.substr(slash + 1), 0);
    if (!num.ok() || !den.ok() || *den == 0) return BadRate(text, "not a fraction");
    rate = Ratio(*num, *den);
  } else if (number.ends_with('%')) {
    number.remove_suffix(1);
    while (number.ends_with(' ')) number.remove_suffix(1);
    const auto percent = ParseDecimal(number, kPercentDecimals);
    if (!percent.ok()) return BadRate(text, std::string(percent.status().message()));
    std::int64_t num = *percent;
    std::int64_t den = kUnit;
    // 30 % is recorded as 30/100, 9.6 % as 96/1000.
    for (; num % 10 == 0 && den > 100; num /= 10) den /= 10;
    rate = Ratio(num, den);
  }
  if (rate.ok() && *rate > Ratio(1, 1)) return BadRate(text, "more than 100 %");
  return rate;
}

std::string FormatRatio(Ratio ratio) {
  const Int128 scaled = Int128{ratio.num()} * kUnit;
  if (ratio.num() < 0 || scaled % ratio.den() != 0 ||
      scaled / ratio.den() > std::numeric_limits<std::int64_t>::max()) {
    return fmt::format("{}/{}", ratio.num(), ratio.den());
  }
  const auto percent = static_cast<std::int64_t>(scaled / ratio.den());
  std::string text =
      fmt::format("{}.{:0{}}", percent / kPercentScale, percent % kPercentScale, kPercentDecimals);
  text.resize(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + "%";
}

}  // namespace debut::money
