#pragma once

#include <optional>
#include <string>

#include "domain/grants/refusal.h"
#include "money/ratio.h"

namespace debut::grants {

// What the policy says about the rate that a round of a measure grants by.
struct RateRule {
  money::Ratio rate;
  bool exact = false;  // Else it is a ceiling: the round chooses.
};

// Whether a round may have this rate. Without a rule, the measure's rounds have none; with one, a
// rate of more than 0. RATE_UNUSED, RATE_MISSING, RATE_NOT_EXACT, RATE_ABOVE_CEILING.
Refusal RefusalOfRate(const std::optional<RateRule>& rule, const std::string& policy_version_id,
                      const std::optional<money::Ratio>& rate);

}  // namespace debut::grants
