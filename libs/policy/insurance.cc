#include "policy/insurance.h"

#include "policy/cap_figure.h"

namespace debut::policy {

void CalculateInsurance(const v1::InsuranceRules& rules, const InsuranceInputs& inputs,
                        Calculation& calculation) {
  for (const NetPremium& premium : inputs.premiums) {
    calculation.Input("premium_net", premium.policy_id, premium.paid - premium.refunded,
                      premium.positions, rules.limit_year_article());
  }
  const v1::CapFigure& cap = rules.cap_per_enterprise_year();
  calculation.Sum(rules.eligible_premium_article());
  calculation.Rate(inputs.rate, rules.rate().article());
  calculation.Cap(CapIn(cap), cap.article());
  calculation.Difference(inputs.awarded, rules.difference_article());
}

}  // namespace debut::policy
