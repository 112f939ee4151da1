// Amounts and rates as people type them.
#include <string>

#include "money/amount_text.h"
#include "money/capitals.h"
#include "money/ratio.h"
#include "tests/fuzz/target.h"

namespace debut::fuzz {
namespace {

using money::Fen;
using money::Sign;

void TryAmount(std::string_view text) {
  const auto positive = money::ParseAmount(text);
  const auto any = money::ParseAmount(text, Sign::kMayBeNegative);
  ENSURE(!positive.ok() || positive->count >= 0, "an amount that may not be negative is");
  ENSURE(!positive.ok() || *any == *positive, "an amount depends on which signs are allowed");
  if (!any.ok()) return;
  ENSURE(*any <= money::kAmountMax && -*any <= money::kAmountMax, "an amount is over the limit");
  ENSURE(positive.ok() == (any->count >= 0) || any->count == 0, "a positive amount is refused");
  const auto again = money::ParseAmount(money::FormatAmount(*any), Sign::kMayBeNegative);
  ENSURE(again.ok() && *again == *any, "a printed amount reads back as another");
  ENSURE(!money::RmbCapitals(*any).empty(), "an amount has no capital numerals");
}

void TryRate(std::string_view text) {
  const auto rate = money::ParseRate(text);
  if (!rate.ok()) return;
  ENSURE(rate->num() >= 0 && rate->num() <= rate->den(), "a rate is not between 0 and 1");
  const auto again = money::ParseRate(money::FormatRatio(*rate));
  ENSURE(again.ok() && *again == *rate, "a printed rate reads back as another");
  ENSURE(money::FloorMul(money::kAmountMax, *rate) <= money::kAmountMax,
         "a part exceeds the whole");
}

}  // namespace
}  // namespace debut::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = debut::fuzz::TextOf(bytes, size);
  debut::fuzz::TryAmount(text);
  debut::fuzz::TryRate(text);
  return 0;
}
