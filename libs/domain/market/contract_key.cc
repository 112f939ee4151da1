#include "domain/market/contract_key.h"

#include <fmt/format.h>

#include "base/typed_text.h"
#include "calendar/date.h"
#include "transparency/hash.h"

namespace debut::market {
std::string ContractKey(const std::string& seller_code, const std::string& buyer_code,
                        const std::string& number, absl::CivilDay signed_date) {
  // A credit code has no line feed, and a number may have none: no two contracts look the same.
  const std::string text =
      fmt::format("{}\n{}\n{}\n{}", seller_code, buyer_code, base::NormaliseNumber(number),
                  calendar::FormatDate(signed_date));
  return "contract/" + transparency::ToHex(transparency::Sha256(text)).substr(0, 32);
}

}  // namespace debut::market
