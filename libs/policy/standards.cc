#include "policy/standards.h"

namespace debut::policy {

void CalculateStandards(const v1::StandardsRules& rules, const StandardsInputs& inputs,
                        Calculation& calculation) {
  for (const RewardedDrafting& drafting : inputs.draftings) {
    calculation.Fact("drafting", drafting.standard_id, drafting.tier_and_role, drafting.positions,
                     rules.reward_article());
    calculation.Input("reward", drafting.standard_id, drafting.reward, drafting.positions,
                      rules.reward_article());
  }
  calculation.Sum(rules.reward_article());
  calculation.Cap(inputs.cap, rules.cap_article());
  calculation.Room(inputs.cap, inputs.cap_used, rules.cap_article());
}

}  // namespace debut::policy
