#include "domain/exchange/conversion.h"

namespace debut::exchange {

money::Fen InFen(std::int64_t amount_minor, const std::optional<Conversion>& conversion) {
  if (!conversion.has_value()) return money::Fen(amount_minor);
  return money::FloorMul(money::Fen(amount_minor), conversion->rate);
}

}  // namespace debut::exchange
