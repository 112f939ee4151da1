#include "policy/financing.h"

#include "policy/cap_figure.h"

namespace debut::policy {

void CalculateFinancing(const v1::FinancingRules& rules, const FinancingInputs& inputs,
                        Calculation& calculation) {
  for (const NetInterest& interest : inputs.interest) {
    calculation.Input("interest_net", interest.loan_id, interest.paid - interest.refunded,
                      interest.positions, rules.eligible_interest_article());
  }
  const v1::CapFigure& cap = rules.cap_per_enterprise_credit_product_year();
  calculation.Fact("credit_product", inputs.credit_product, inputs.credit_product,
                   inputs.credit_product_positions, cap.article());
  calculation.Sum(rules.eligible_interest_article());
  calculation.Rate(inputs.rate, rules.rate().article());
  calculation.Cap(CapIn(cap), cap.article());
  calculation.Difference(inputs.awarded, rules.difference_article());
}

}  // namespace debut::policy
