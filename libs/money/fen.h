#pragma once

#include <compare>
#include <cstdint>

#include "absl/status/statusor.h"

namespace debut::money {

// An exact amount of money: a signed count of fen (分, 1/100 yuan). There is no conversion from or
// to floating point.
//
// Overflow: whatever enters the system is at most kAmountMax (ValidAmount, ParseAmount), so a sum
// would need 900,000 of the largest amounts to overflow. The operators therefore treat an overflow
// as a broken invariant and abort; code that adds up numbers of unknown origin uses CheckedAdd.
struct Fen {
  constexpr Fen() = default;
  explicit constexpr Fen(std::int64_t fen) : count(fen) {}
  constexpr auto operator<=>(const Fen&) const = default;

  Fen& operator+=(Fen other);
  Fen& operator-=(Fen other);
  Fen operator-() const;

  std::int64_t count = 0;
};

// The largest amount accepted from outside, in either direction: a hundred billion yuan (一千亿元).
inline constexpr Fen kAmountMax{10'000'000'000'000};

constexpr Fen Yuan(std::int32_t yuan) { return Fen(std::int64_t{yuan} * 100); }

inline Fen operator+(Fen a, Fen b) { return a += b; }
inline Fen operator-(Fen a, Fen b) { return a -= b; }

// OUT_OF_RANGE when the result does not fit into 64 bits.
absl::StatusOr<Fen> CheckedAdd(Fen a, Fen b);
absl::StatusOr<Fen> CheckedSubtract(Fen a, Fen b);

// An amount in fen as received from a client: INVALID_ARGUMENT below 0 or above kAmountMax.
absl::StatusOr<Fen> ValidAmount(std::int64_t fen);

}  // namespace debut::money
