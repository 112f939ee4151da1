#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "money/fen.h"
#include "money/ratio.h"

namespace debut::policy {

// A claim of a round whose entitlements pass the budget.
struct ReducibleClaim {
  std::string claim_id;
  std::uint32_t acceptance_number = 0;  // Unique within the round.
  money::Fen entitlement;               // At the round's rate, under its cap. Not negative.
  // What RATE needs: the amount that the rate is of, and the limit of the result; nothing: none.
  money::Fen base = {};
  std::optional<money::Fen> limit = {};
  std::int64_t score_hundredths = 0;  // What RANK needs.
};

// What each claim is left with, in the order in which they were given.
struct Reduction {
  std::vector<money::Fen> amounts;
  std::optional<money::Ratio> rate = {};  // Of RATE.

  money::Fen Total() const;
};

// The four ways of the policy ("Over budget"). Each gives everybody the whole entitlement if the
// budget is enough, never more than the entitlement to anybody, and never more than the budget to
// all. Pure; products are 128 bits wide (W14). Requires a budget that is not negative.

// In order of acceptance, as long as the budget lasts: the claim at its end gets the rest of it,
// those after that nothing.
Reduction ReduceByQueue(const std::vector<ReducibleClaim>& claims, money::Fen budget);

// The same in order of score, the best first; of equal scores the one accepted first.
Reduction ReduceByRank(const std::vector<ReducibleClaim>& claims, money::Fen budget);

// floor(e · B / E) each; the fen that are left over go one by one to the largest remainders, of
// equal ones to the claim accepted first. The total is the budget exactly.
Reduction ReduceProRata(const std::vector<ReducibleClaim>& claims, money::Fen budget);

// The largest r ≤ rate_max at which Σ min(r · base, limit) ≤ B, as an exact fraction in lowest
// terms: between two limits the sum is linear in r, so r = (B − Σ limits reached) / Σ other bases.
// Each claim gets min(floor(r · base), limit); what the floors leave over, less than one fen per
// claim, stays in the budget.
Reduction ReduceByRate(const std::vector<ReducibleClaim>& claims, money::Fen budget,
                       money::Ratio rate_max);

}  // namespace debut::policy
