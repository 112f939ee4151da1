#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "money/fen.h"

namespace debut::money {

enum class Sign { kPositiveOnly, kMayBeNegative };

// Reads an amount as people type it, exactly: "6,666,666.67元", "200万元", "0.5 万", "1.2亿",
// "￥123.4", "１２３．４０"; a number without a unit is in yuan. Full-width forms and spaces around
// the number are accepted. INVALID_ARGUMENT, with what is wrong and how to write it, for anything
// else: more decimals than whole fen can hold, misplaced commas, a negative amount unless allowed,
// an amount beyond kAmountMax.
absl::StatusOr<Fen> ParseAmount(std::string_view text, Sign sign = Sign::kPositiveOnly);

// "2,000,000.00", "-0.05": yuan with two decimals, without a unit. Total.
std::string FormatAmount(Fen amount);

}  // namespace debut::money
