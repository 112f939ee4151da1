#include "money/apportion.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"

namespace debut::money {
namespace {

__extension__ using Int128 = __int128;

}  // namespace

std::vector<Fen> Apportion(Fen total, const std::vector<Fen>& weights) {
  ENSURE(total >= Fen(0), "a negative amount can't be apportioned");
  Fen sum;
  for (const Fen weight : weights) {
    ENSURE(weight >= Fen(0), "a weight is negative");
    sum += weight;
  }
  std::vector<Fen> parts(weights.size());
  if (total == Fen(0)) return parts;
  ENSURE(sum > Fen(0), "an amount can't be apportioned to nothing");

  std::vector<std::int64_t> remainders(weights.size());
  Fen left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = static_cast<Int128>(total.count) * weights[i].count;
    parts[i] = Fen(static_cast<std::int64_t>(product / sum.count));
    remainders[i] = static_cast<std::int64_t>(product % sum.count);
    left -= parts[i];
  }
  // Fewer fen are left than there are parts with a remainder.
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return remainders[i]; });
  for (std::size_t i = 0; left > Fen(0); ++i, left -= Fen(1)) parts[order[i]] += Fen(1);
  return parts;
}

}  // namespace debut::money
