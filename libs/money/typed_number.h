#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace debut::money {

// Reads an unsigned decimal number such as "6,666,666.67" exactly, as a count of
// 10^-`decimals_max`. Commas, if any, separate groups of three digits. INVALID_ARGUMENT says what
// is wrong, without repeating the text: not a number, misplaced comma, more than `decimals_max`
// decimals. OUT_OF_RANGE when the count does not fit into 64 bits.
absl::StatusOr<std::int64_t> ParseDecimal(std::string_view text, int decimals_max);

}  // namespace debut::money
