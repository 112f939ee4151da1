#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/order_file.h"

namespace debut::grants {

// Grants what was proposed, after its notice: the reserve becomes a commitment. The facts are
// looked at again: what was lowered or voided during the notice is not granted.
struct GrantSubsidy {
  ClaimKeys claim;  // Prepared.
  std::string by;
  std::string grant_id;
  absl::CivilDay granted_date;
  std::string document;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
             GrantIdUse, CapUsage>
  Reads() const;
  // Nothing if it was granted on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const GrantIdUse& same_id,
                            const CapUsage& cap) const;
};

static_assert(decision::Command<GrantSubsidy>);

}  // namespace debut::grants
