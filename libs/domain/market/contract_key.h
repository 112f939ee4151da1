#pragma once

#include <string>

#include "absl/time/civil_time.h"

namespace debut::market {

// What a contract is in the real world, whatever id it has here: both parties' unified social
// credit codes, its number and its signing date. "contract/" and 32 hex digits of their SHA-256; as
// evidence, it is funded once in the whole system.
// Full-width characters, spaces and small letters in the number make no difference.
std::string ContractKey(const std::string& seller_code, const std::string& buyer_code,
                        const std::string& number, absl::CivilDay signed_date);

}  // namespace debut::market
