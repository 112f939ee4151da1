#include "policy/first_market_entry.h"

#include "base/ensure.h"
#include "policy/cap_figure.h"

namespace debut::policy {
namespace {

using certification::v1::Level;

const v1::CapFigure& CapFigureOf(const v1::FirstMarketEntryRules& rules, Level level) {
  ENSURE(level != certification::v1::LEVEL_UNSPECIFIED, "only a certified product has a cap");
  return level == certification::v1::LEVEL_INTERNATIONAL ? rules.cap_international()
                                                         : rules.cap_domestic();
}

}  // namespace

std::optional<money::Fen> CapOf(const v1::FirstMarketEntryRules& rules, Level level) {
  return CapIn(CapFigureOf(rules, level));
}

void CalculateFirstMarketEntry(const v1::FirstMarketEntryRules& rules,
                               const FirstMarketEntryInputs& inputs, Calculation& calculation) {
  for (const EligibleContract& contract : inputs.contracts) {
    calculation.Input("contract_amount", contract.contract_id, contract.amount, contract.positions,
                      rules.eligible_amount_article());
  }
  calculation.Fact("product_level", inputs.product_id, certification::v1::Level_Name(inputs.level),
                   inputs.level_positions, rules.cap_level_on_article());

  const std::optional<money::Fen> cap = CapOf(rules, inputs.level);
  const std::string& cap_article = CapFigureOf(rules, inputs.level).article();
  calculation.Sum(rules.eligible_amount_article());
  calculation.Rate(inputs.rate, rules.rate_max().article());
  calculation.Cap(cap, cap_article);
  calculation.Room(cap, inputs.cap_used, cap_article);
}

}  // namespace debut::policy
