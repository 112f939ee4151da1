#pragma once

#include <string>
#include <vector>

#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"
#include "policy/calculation.h"

namespace debut::policy {

// The normal interest that was paid on one loan in the limit year, less what came back of it.
struct NetInterest {
  std::string loan_id;
  money::Fen paid;
  money::Fen refunded;                          // At most what was paid.
  std::vector<eventstore::Position> positions;  // Of the payments and refunds.
};

// What measure 7 (融资支持) computes an award from.
struct FinancingInputs {
  std::vector<NetInterest> interest;  // All of the enterprise, credit product and limit year.
  std::string credit_product;         // "LOAN_TYPE_CREDIT"
  std::vector<eventstore::Position> credit_product_positions;  // Of the loans.
  money::Ratio rate{0, 1};                                     // The round's: the policy's.
  money::Fen awarded;  // Of the same enterprise, credit product and year, by other awards.
};

// T = min(floor(Σ (paid − refunded) · rate), cap), the entitlement of an enterprise, credit product
// and year: one rounding for all vouchers (W4); award = max(0, T − awarded). Adds inputs and the
// steps SUM, RATE, CAP, DIFFERENCE. Raising interest never lowers the result.
void CalculateFinancing(const v1::FinancingRules& rules, const FinancingInputs& inputs,
                        Calculation& calculation);

}  // namespace debut::policy
