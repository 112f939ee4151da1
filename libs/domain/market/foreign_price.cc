#include "domain/market/foreign_price.h"

#include "calendar/date.h"
#include "decision/recorded_date.h"

namespace debut::market {
namespace {

__extension__ using Int128 = __int128;

}  // namespace

std::optional<money::Fen> Converted(std::int64_t amount_minor, const ExchangeRate& rate) {
  const Int128 fen =
      static_cast<Int128>(amount_minor) * rate.fen_per_unit.num() / rate.fen_per_unit.den();
  if (fen > money::kAmountMax.count) return std::nullopt;
  return money::Fen(static_cast<std::int64_t>(fen));
}

v1::ForeignPrice MessageOf(const ForeignPrice& price) {
  v1::ForeignPrice message;
  message.set_currency(price.rate.currency);
  message.set_amount_minor(price.amount_minor);
  message.set_rate_numerator(price.rate.fen_per_unit.num());
  message.set_rate_denominator(price.rate.fen_per_unit.den());
  message.set_rate_source(price.rate.source);
  message.set_rate_date(calendar::FormatDate(price.rate.date));
  return message;
}

ForeignPrice PriceIn(const v1::ForeignPrice& message) {
  return {{message.currency(), money::Ratio(message.rate_numerator(), message.rate_denominator()),
           message.rate_source(), decision::RecordedDate(message.rate_date())},
          message.amount_minor(),
          {}};
}

}  // namespace debut::market
