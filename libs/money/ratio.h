#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "money/fen.h"

namespace debut::money {

// An exact fraction num/den with den > 0, kept as it was given: 30/100 stays 30/100 on paper, and
// equals 3/10. Comparison is by cross product in 128 bits, hence exact for all values.
class Ratio {
 public:
  // Requires den > 0; anything from outside goes through Make.
  Ratio(std::int64_t num, std::int64_t den);
  static Ratio Percent(std::int64_t percent) { return Ratio(percent, 100); }

  // INVALID_ARGUMENT unless den > 0.
  static absl::StatusOr<Ratio> Make(std::int64_t num, std::int64_t den);

  std::int64_t num() const { return num_; }
  std::int64_t den() const { return den_; }

  friend std::strong_ordering operator<=>(Ratio a, Ratio b);
  friend bool operator==(Ratio a, Ratio b) { return (a <=> b) == 0; }

 private:
  std::int64_t num_;
  std::int64_t den_;
};

// floor(amount * ratio), towards minus infinity. The product is 128 bits wide; a result that does
// not fit into 64 bits is a broken invariant (impossible for ratios up to 1).
Fen FloorMul(Fen amount, Ratio ratio);

// "30%", "9.6 %", "３０％", "3/10": at most 6 decimals of a percent. INVALID_ARGUMENT otherwise;
// negative rates and those above 100 % are refused.
absl::StatusOr<Ratio> ParseRate(std::string_view text);

// "30%" or "9.6%" where 6 decimals of a percent are exact, else "1/3".
std::string FormatRatio(Ratio ratio);

}  // namespace debut::money
