#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "money/amount_text.h"
#include "money/capitals.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::money {
namespace {

__extension__ using Int128 = __int128;

Fen AnyAmount() { return Fen(*rc::gen::inRange<std::int64_t>(0, kAmountMax.count + 1)); }

// At most 100 %, like every rate of the policy.
Ratio AnyRate() {
  const auto den = *rc::gen::inRange<std::int64_t>(1, std::numeric_limits<std::int64_t>::max());
  return Ratio(*rc::gen::inRange<std::int64_t>(0, den), den);
}

// The value of RMB capitals, read by an independent route: sections of 亿 and 万, then digits.
std::int64_t Read(std::string_view text, std::string_view unit, std::int64_t scale) {
  const std::size_t at = text.rfind(unit);
  static constexpr std::string_view kDigits = "零壹贰叁肆伍陆柒捌玖";
  if (unit.empty()) {
    return text.empty() ? 0
                        : static_cast<std::int64_t>(kDigits.find(text.substr(text.size() - 3)) / 3);
  }
  const std::string_view next = unit == "亿"   ? "万"
                                : unit == "万" ? "仟"
                                : unit == "仟" ? "佰"
                                : unit == "佰" ? "拾"
                                               : "";
  const std::int64_t smaller = unit == "亿" ? 10'000 : unit == "万" ? 1'000 : scale / 10;
  if (at == std::string_view::npos) return Read(text, next, smaller);
  const std::int64_t upper =
      Read(text.substr(0, at), unit == "亿" ? "万" : "仟", unit == "亿" ? 10'000 : 1'000);
  return upper * scale + Read(text.substr(at + unit.size()), next, smaller);
}

RC_GTEST_PROP(ParseAmount, ReadsBackWhatFormatAmountWrites, ()) {
  const Fen amount = AnyAmount();
  RC_ASSERT(*ParseAmount(FormatAmount(amount)) == amount);
  RC_ASSERT(*ParseAmount(FormatAmount(amount) + "元") == amount);
  RC_ASSERT(*ParseAmount(FormatAmount(-amount), Sign::kMayBeNegative) == -amount);
}

RC_GTEST_PROP(ParseAmount, NeverAcceptsWhatItCannotHold, (const std::string& text)) {
  const auto amount = ParseAmount(text, Sign::kMayBeNegative);
  if (amount.ok()) RC_ASSERT(*amount <= kAmountMax && *amount >= -kAmountMax);
}

RC_GTEST_PROP(FloorMul, IsTheLargestCountNotAboveTheExactProduct, ()) {
  const Fen amount = AnyAmount();
  const Ratio rate = AnyRate();
  const Int128 exact = Int128{amount.count} * rate.num();
  const Int128 floor = Int128{FloorMul(amount, rate).count} * rate.den();
  RC_ASSERT(floor <= exact);
  RC_ASSERT(exact - floor < rate.den());
}

RC_GTEST_PROP(FloorMul, NeverLowersTheResultWhenAnInputRises, ()) {
  const Fen amount = AnyAmount();
  const Fen more = amount + AnyAmount();
  const Ratio rate = AnyRate();
  const Ratio higher(rate.num() + *rc::gen::inRange<std::int64_t>(0, rate.den() - rate.num() + 1),
                     rate.den());
  RC_ASSERT(FloorMul(more, rate) >= FloorMul(amount, rate));
  RC_ASSERT(FloorMul(amount, higher) >= FloorMul(amount, rate));
  RC_ASSERT(FloorMul(amount, rate) <= amount);
}

RC_GTEST_PROP(FloorMul, LosesLessThanOneFenForEachVoucherRoundedAlone, ()) {
  const Fen a = AnyAmount();
  const Fen b = AnyAmount();
  const Ratio rate = AnyRate();
  const Fen apart = FloorMul(a, rate) + FloorMul(b, rate);
  const Fen together = FloorMul(a + b, rate);
  RC_ASSERT(together >= apart);
  RC_ASSERT(together - apart <= Fen(1));
}

RC_GTEST_PROP(Fen, TakesBackWhatItAdded, (std::int32_t a, std::int32_t b)) {
  RC_ASSERT(Fen(a) + Fen(b) - Fen(b) == Fen(a));
  RC_ASSERT(Fen(a) + -Fen(a) == Fen(0));
}

RC_GTEST_PROP(ParseRate, ReadsBackWhatFormatRatioWrites, ()) {
  const Ratio rate = AnyRate();
  RC_ASSERT(*ParseRate(FormatRatio(rate)) == rate);
  const Ratio percent(*rc::gen::inRange<std::int64_t>(0, 100'000'001), 100'000'000);
  RC_ASSERT(FormatRatio(percent).ends_with('%'));
  RC_ASSERT(*ParseRate(FormatRatio(percent)) == percent);
}

RC_GTEST_PROP(RmbCapitals, ReadBackAsTheSameYuan, ()) {
  const auto yuan = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
  const std::string text = RmbCapitals(Fen(yuan * 100));
  const std::string_view ending = "元整";
  RC_ASSERT(text.ends_with(ending));
  const auto digits = std::string_view(text).substr(0, text.size() - ending.size());
  RC_ASSERT(Read(digits, "亿", 100'000'000) == yuan);
  RC_ASSERT(text.find("零零") == std::string::npos);
  RC_ASSERT(text.find("零元") == std::string::npos);
}

}  // namespace
}  // namespace debut::money
