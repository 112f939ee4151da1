#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// Before payment: lowers an award to what is due by the facts of today and frees the difference
// under the cap and in the budget. Never raises it. An open notice is void by it, as is a meeting's
// decision that has no notice yet: both are for another amount, and a new notice runs its full
// period. If nothing is due any more the claim has to be refused instead.
struct AdjustAward {
  ClaimKeys claim;  // Prepared.
  std::string by;
  std::string grounds;
  absl::CivilDay adjusted_date;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
  Reads() const;
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const CapUsage& cap) const;
};

static_assert(decision::Command<AdjustAward>);

}  // namespace debut::grants
