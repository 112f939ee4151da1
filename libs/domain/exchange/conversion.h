#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::exchange {

// What one of a foreign currency's smallest units, a cent or a yen, was in fen.
struct Conversion {
  money::Ratio rate{1, 1};
  std::string source = {};        // Who published the rate.
  absl::CivilDay rate_date = {};  // Not after the payment.

  bool operator==(const Conversion&) const = default;
};

// No currency's smallest unit is worth ten yuan; with this, a product fits into 64 bits.
inline constexpr std::int64_t kFenPerMinorMax = 1'000;

// An amount in the currency's smallest units in fen: floor(amount × rate), once for each voucher
// line, as the line stands in the enterprise's books in yuan. What is computed from it is rounded
// by the award's own single rounding only. Nothing: the amount is fen already. Requires an amount
// that is not negative and a rate of at most kFenPerMinorMax.
money::Fen InFen(std::int64_t amount_minor, const std::optional<Conversion>& conversion);

}  // namespace debut::exchange
