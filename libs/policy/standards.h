#pragma once

#include <optional>
#include <string>
#include <vector>

#include "debut/policy/v1/policy.pb.h"
#include "eventstore/event.h"
#include "money/fen.h"
#include "policy/calculation.h"

namespace debut::policy {

// An enterprise's part in a published standard, and what the round's guide gives for it.
struct RewardedDrafting {
  std::string standard_id;
  std::string tier_and_role;  // "TIER_NATIONAL DRAFTER_ROLE_LEAD", as the guide's row says.
  money::Fen reward;
  std::vector<eventstore::Position> positions;  // Of the round and of the standard's facts.
};

// What measure 2 (标准创制) computes an award from.
struct StandardsInputs {
  std::vector<RewardedDrafting> draftings;
  std::optional<money::Fen> cap;  // Of the enterprise and year; nothing: the guide has none.
  money::Fen cap_used;
};

// S = min(Σ rewards, cap − already awarded). Adds inputs and the steps SUM, CAP, ROOM to
// `calculation`: there is no rate, and nothing is rounded. Raising a reward or the cap never lowers
// the result.
void CalculateStandards(const v1::StandardsRules& rules, const StandardsInputs& inputs,
                        Calculation& calculation);

}  // namespace debut::policy
