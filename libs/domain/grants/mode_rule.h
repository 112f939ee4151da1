#pragma once

#include <optional>
#include <string>

#include "debut/grants/v1/grants_events.pb.h"
#include "domain/grants/rate_rule.h"

namespace debut::grants {

// Whether a round may be reduced in this way: RATE chooses a rate, and the policy may fix it.
// REDUCTION_MODE_UNFIT.
Refusal RefusalOfMode(const std::optional<RateRule>& rule, const std::string& policy_version_id,
                      v1::ReductionMode mode);

}  // namespace debut::grants
