#include "money/fen.h"

#include <fmt/format.h>

#include "base/ensure.h"
#include "money/amount_text.h"

namespace debut::money {

Fen& Fen::operator+=(Fen other) {
  const bool overflow = __builtin_add_overflow(count, other.count, &count);
  ENSURE(!overflow, "a sum of money overflows 64 bits");
  return *this;
}

Fen& Fen::operator-=(Fen other) {
  const bool overflow = __builtin_sub_overflow(count, other.count, &count);
  ENSURE(!overflow, "a difference of money overflows 64 bits");
  return *this;
}

Fen Fen::operator-() const { return Fen(0) - *this; }

absl::StatusOr<Fen> CheckedAdd(Fen a, Fen b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.count, b.count, &sum)) {
    return absl::OutOfRangeError(
        fmt::format("{} + {} yuan is more than can be counted", FormatAmount(a), FormatAmount(b)));
  }
  return Fen(sum);
}

absl::StatusOr<Fen> CheckedSubtract(Fen a, Fen b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.count, b.count, &difference)) {
    return absl::OutOfRangeError(
        fmt::format("{} - {} yuan is more than can be counted", FormatAmount(a), FormatAmount(b)));
  }
  return Fen(difference);
}

absl::StatusOr<Fen> ValidAmount(std::int64_t fen) {
  if (fen < 0) {
    return absl::InvalidArgumentError(
        fmt::format("an amount of {} yuan is negative", FormatAmount(Fen(fen))));
  }
  if (Fen(fen) > kAmountMax) {
    return absl::InvalidArgumentError(fmt::format("an amount of {} yuan is above the limit of {}",
                                                  FormatAmount(Fen(fen)),
                                                  FormatAmount(kAmountMax)));
  }
  return Fen(fen);
}

}  // namespace debut::money
