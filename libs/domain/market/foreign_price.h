#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/market/v1/market_events.pb.h"
#include "money/fen.h"
#include "money/ratio.h"

namespace debut::market {

// Fen for one smallest unit of a foreign currency, exactly as its source gives it.
struct ExchangeRate {
  std::string currency;  // ISO 4217.
  money::Ratio fen_per_unit{1, 1};
  std::string source;
  absl::CivilDay date;

  bool operator==(const ExchangeRate&) const = default;
};

// What a contract in a foreign currency says, in its smallest unit.
struct ForeignPrice {
  ExchangeRate rate;
  std::int64_t amount_minor = 0;
  std::map<std::string, std::int64_t> lines_minor;  // By product.

  bool operator==(const ForeignPrice&) const = default;
};

// floor(amount * rate), once; nothing if that is more than money::kAmountMax. Requires an amount of
// 0 or more, and a rate above 0.
std::optional<money::Fen> Converted(std::int64_t amount_minor, const ExchangeRate& rate);

v1::ForeignPrice MessageOf(const ForeignPrice& price);
// Without the lines.
ForeignPrice PriceIn(const v1::ForeignPrice& message);

}  // namespace debut::market
