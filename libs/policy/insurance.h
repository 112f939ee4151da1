#pragma once

#include <string>
#include <vector>

#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"
#include "policy/calculation.h"

namespace debut::policy {

// What was paid on one insurance policy in the limit year, less what came back of it.
struct NetPremium {
  std::string policy_id;
  money::Fen paid;
  money::Fen refunded;                          // At most what was paid.
  std::vector<eventstore::Position> positions;  // Of the payments and refunds.
};

// What measure 4 (保险补偿) computes an award from.
struct InsuranceInputs {
  std::vector<NetPremium> premiums;  // All of the enterprise and limit year that are claimed.
  money::Ratio rate{0, 1};           // The round's, which is the policy's.
  money::Fen awarded;                // Of the enterprise and year, by other awards.
};

// T = min(floor(Σ (paid − refunded) · rate), cap), the entitlement of an enterprise and year;
// award = max(0, T − awarded). Adds inputs and the steps SUM, RATE, CAP, DIFFERENCE. Raising a
// premium never lowers the result, raising a refund or what was awarded never raises it.
void CalculateInsurance(const v1::InsuranceRules& rules, const InsuranceInputs& inputs,
                        Calculation& calculation);

}  // namespace debut::policy
