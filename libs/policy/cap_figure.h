#pragma once

#include <optional>

#include "money/fen.h"

namespace debut::policy {

// What a policy or a round's guide says of a cap: `fen`, or `none`.
// Nothing: no cap. A cap of 0 means zero.
template <typename Figure>
std::optional<money::Fen> CapIn(const Figure& figure) {
  if (figure.has_none()) return std::nullopt;
  return money::Fen(figure.fen());
}

}  // namespace debut::policy
