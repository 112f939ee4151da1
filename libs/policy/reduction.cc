#include "policy/reduction.h"

#include <algorithm>
#include <numeric>

#include "base/ensure.h"

namespace debut::policy {
namespace {

using money::Fen;
using money::Ratio;

__extension__ typedef __int128 Wide;

Fen Total(const std::vector<ReducibleClaim>& claims) {
  Fen sum;
  for (const ReducibleClaim& claim : claims) sum += claim.entitlement;
  return sum;
}

Reduction Whole(const std::vector<ReducibleClaim>& claims) {
  Reduction whole;
  for (const ReducibleClaim& claim : claims) whole.amounts.push_back(claim.entitlement);
  return whole;
}

// The places of the claims, sorted by `before`.
template <typename Before>
std::vector<std::size_t> Order(const std::vector<ReducibleClaim>& claims, Before&& before) {
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, before);
  return order;
}

Reduction ServeInOrder(const std::vector<ReducibleClaim>& claims, Fen budget,
                       const std::vector<std::size_t>& order) {
  ENSURE(budget >= Fen(0), "a budget is negative");
  Reduction reduction;
  reduction.amounts.resize(claims.size());
  for (const std::size_t place : order) {
    reduction.amounts[place] = std::min(claims[place].entitlement, budget);
    budget -= reduction.amounts[place];
  }
  return reduction;
}

// Whether the claim has a limit and reaches it at a lower rate than the other does.
bool LimitReachedBefore(const ReducibleClaim& a, const ReducibleClaim& b) {
  if (!a.limit || a.base == Fen(0)) return false;
  if (!b.limit || b.base == Fen(0)) return true;
  return Wide{a.limit->count} * b.base.count < Wide{b.limit->count} * a.base.count;
}

Ratio InLowestTerms(std::int64_t num, std::int64_t den) {
  const std::int64_t divisor = std::gcd(num, den);
  return Ratio(num / divisor, den / divisor);
}

// The rate at which the whole budget is used, without an upper bound; nothing: it is never used up.
std::optional<Ratio> RateThatUsesUp(const std::vector<ReducibleClaim>& claims, Fen budget) {
  Fen open_bases;
  for (const ReducibleClaim& claim : claims) open_bases += claim.base;
  const auto order = Order(claims, [&](std::size_t a, std::size_t b) {
    return LimitReachedBefore(claims[a], claims[b]);
  });
  Fen left = budget;
  for (const std::size_t place : order) {
    const ReducibleClaim& claim = claims[place];
    if (claim.base == Fen(0)) continue;
    // Up to the rate at which this claim reaches its limit, all open bases grow with the rate.
    const bool used_up_before = !claim.limit || Wide{left.count} * claim.base.count <
                                                    Wide{claim.limit->count} * open_bases.count;
    if (used_up_before) return InLowestTerms(left.count, open_bases.count);
    left -= *claim.limit;
    open_bases -= claim.base;
  }
  return std::nullopt;
}

}  // namespace

Fen Reduction::Total() const { return std::accumulate(amounts.begin(), amounts.end(), Fen()); }

Reduction ReduceByQueue(const std::vector<ReducibleClaim>& claims, Fen budget) {
  return ServeInOrder(claims, budget, Order(claims, [&](std::size_t a, std::size_t b) {
                        return claims[a].acceptance_number < claims[b].acceptance_number;
                      }));
}

Reduction ReduceByRank(const std::vector<ReducibleClaim>& claims, Fen budget) {
  return ServeInOrder(claims, budget, Order(claims, [&](std::size_t a, std::size_t b) {
                        if (claims[a].score_hundredths != claims[b].score_hundredths) {
                          return claims[a].score_hundredths > claims[b].score_hundredths;
                        }
                        return claims[a].acceptance_number < claims[b].acceptance_number;
                      }));
}

Reduction ReduceProRata(const std::vector<ReducibleClaim>& claims, Fen budget) {
  ENSURE(budget >= Fen(0), "a budget is negative");
  const Fen total = Total(claims);
  if (total <= budget) return Whole(claims);
  Reduction reduction;
  std::vector<Wide> remainders;
  Fen left = budget;
  for (const ReducibleClaim& claim : claims) {
    const Wide product = Wide{claim.entitlement.count} * budget.count;
    reduction.amounts.push_back(Fen(static_cast<std::int64_t>(product / total.count)));
    remainders.push_back(product % total.count);
    left -= reduction.amounts.back();
  }
  const auto order = Order(claims, [&](std::size_t a, std::size_t b) {
    if (remainders[a] != remainders[b]) return remainders[a] > remainders[b];
    return claims[a].acceptance_number < claims[b].acceptance_number;
  });
  for (std::size_t i = 0; left > Fen(0); ++i, left -= Fen(1)) {
    reduction.amounts[order[i]] += Fen(1);
  }
  return reduction;
}

Reduction ReduceByRate(const std::vector<ReducibleClaim>& claims, Fen budget, Ratio rate_max) {
  ENSURE(budget >= Fen(0), "a budget is negative");
  Reduction reduction;
  const std::optional<Ratio> rate = RateThatUsesUp(claims, budget);
  reduction.rate = rate ? std::min(*rate, rate_max) : rate_max;
  for (const ReducibleClaim& claim : claims) {
    Fen amount = money::FloorMul(claim.base, *reduction.rate);
    if (claim.limit) amount = std::min(amount, *claim.limit);
    reduction.amounts.push_back(amount);
  }
  return reduction;
}

}  // namespace debut::policy
