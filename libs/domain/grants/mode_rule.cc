#include "domain/grants/mode_rule.h"

#include <fmt/format.h>

#include "domain/grants/reasons.h"

namespace debut::grants {

Refusal RefusalOfMode(const std::optional<RateRule>& rule, const std::string& policy_version_id,
                      v1::ReductionMode mode) {
  if (mode != v1::REDUCTION_MODE_RATE || !rule.has_value() || !rule->exact) return {};
  const std::string rule_text = money::FormatRatio(rule->rate);
  return Refuse(kReductionModeUnfit,
                fmt::format("policy {} fixes the rate at {}: a round can't be reduced by another",
                            policy_version_id, rule_text),
                {{"mode", v1::ReductionMode_Name(mode)}, {"exact_rate", rule_text}});
}

}  // namespace debut::grants
