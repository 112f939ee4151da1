#include "domain/grants/rate_rule.h"

#include <fmt/format.h>

#include "domain/grants/reasons.h"

namespace debut::grants {

Refusal RefusalOfRate(const std::optional<RateRule>& rule, const std::string& policy_version_id,
                      const std::optional<money::Ratio>& rate) {
  if (!rule.has_value()) {
    if (!rate.has_value()) return {};
    return Refuse(kRateUnused, "rounds of the measure grant by their guide, without a rate",
                  {{"rate", money::FormatRatio(*rate)}});
  }
  const std::string rule_text = money::FormatRatio(rule->rate);
  if (!rate.has_value()) {
    return Refuse(kRateMissing,
                  fmt::format("the round names no rate; policy {} has {}{}", policy_version_id,
                              rule->exact ? "" : "at most ", rule_text));
  }
  const std::string rate_text = money::FormatRatio(*rate);
  if (rule->exact && *rate != rule->rate) {
    return Refuse(kRateNotExact,
                  fmt::format("policy {} fixes the rate at {}", policy_version_id, rule_text),
                  {{"rate", rate_text}, {"exact_rate", rule_text}});
  }
  if (*rate <= rule->rate) return {};
  return Refuse(kRateAboveCeiling,
                fmt::format("policy {} allows a rate of {} at most", policy_version_id, rule_text),
                {{"rate", rate_text}, {"ceiling_rate", rule_text}});
}

}  // namespace debut::grants
