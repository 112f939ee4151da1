#include "money/capitals.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace debut::money {
namespace {

constexpr std::array<std::string_view, 10> kDigits = {"零", "壹", "贰", "叁", "肆",
                                                      "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> kPlaces = {"仟", "佰", "拾", ""};
constexpr std::uint64_t kWan = 10'000;
constexpr std::uint64_t kYi = 100'000'000;

// Writes a number group by group and remembers zeros that a later digit makes visible.
class Writer {
 public:
  // One group of four digits with its unit. Zeros that end the group, before its unit, stay silent.
  void Group(std::uint64_t value, std::string_view unit) {
    std::uint64_t divisor = 1000;
    for (const std::string_view place : kPlaces) {
      Digit(value / divisor % 10, place);
      divisor /= 10;
    }
    if (value == 0) return;
    text_ += unit;
    zero_pending_ = false;
  }

  void Digit(std::uint64_t digit, std::string_view place) {
    if (digit == 0) {
      zero_pending_ = !text_.empty();
      return;
    }
    if (zero_pending_) text_ += kDigits[0];
    zero_pending_ = false;
    text_ += kDigits[digit];
    text_ += place;
  }

  // Whole yuan. From 亿亿 on (more than 10^16) the upper part is itself read as a number.
  void Whole(std::uint64_t value) {
    if (value >= kYi) {
      Whole(value / kYi);
      text_ += "亿";
      zero_pending_ = false;
    }
    Group(value % kYi / kWan, "万");
    Group(value % kWan, "");
  }

  void Unit(std::string_view unit, bool zero_before_next) {
    text_ += unit;
    zero_pending_ = zero_before_next;
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool zero_pending_ = false;
};

}  // namespace

std::string RmbCapitals(Fen amount) {
  const bool negative = amount.count < 0;
  const auto bits = static_cast<std::uint64_t>(amount.count);
  const std::uint64_t fen = negative ? 0 - bits : bits;
  if (fen == 0) return "零元整";
  Writer writer;
  if (const std::uint64_t yuan = fen / 100; yuan > 0) {
    writer.Whole(yuan);
    writer.Unit("元", yuan % 10 == 0);
  }
  if (fen % 100 == 0) {
    writer.Unit("整", false);
  } else {
    writer.Digit(fen / 10 % 10, "角");
    writer.Digit(fen % 10, "分");
  }
  return (negative ? "负" : "") + writer.text();
}

}  // namespace debut::money
