#pragma once

#include <optional>
#include <string>
#include <vector>

#include "debut/certification/v1/certification_events.pb.h"
#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "money/ratio.h"
#include "policy/calculation.h"

namespace debut::policy {

// A contract of the first-entry case as far as it is for the listed product.
struct EligibleContract {
  std::string contract_id;
  money::Fen amount;
  std::vector<eventstore::Position> positions;  // Of the contract and its amendments.
};

// What measure 3 (首次进入市场) computes an award from.
struct FirstMarketEntryInputs {
  std::vector<EligibleContract> contracts;
  std::string product_id;
  certification::v1::Level level = certification::v1::LEVEL_UNSPECIFIED;  // On the policy's day.
  std::vector<eventstore::Position> level_positions;
  money::Ratio rate{0, 1};  // The round's.
  money::Fen cap_used;      // Already awarded on the product family.
};

// The cap of a level; nothing: no cap. Requires a level.
std::optional<money::Fen> CapOf(const v1::FirstMarketEntryRules& rules,
                                certification::v1::Level level);

// S = min(floor(A · r), CAP(level) − already awarded on the product family), A = Σ eligible
// amounts. Adds inputs and the steps SUM, RATE, CAP, ROOM to `calculation`. Raising a contract's
// amount, the rate or the cap never lowers the result.
void CalculateFirstMarketEntry(const v1::FirstMarketEntryRules& rules,
                               const FirstMarketEntryInputs& inputs, Calculation& calculation);

}  // namespace debut::policy
