#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// Accepts a claim (受理) under the next number of its round. A claim that came in time may be
// accepted after the round closed.
struct AcceptClaim {
  ClaimKeys claim;  // Prepared.
  absl::CivilDay accepted_date;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
             RoundAcceptances>
  Reads() const;
  // Nothing if it was accepted on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const RoundAcceptances& accepted) const;
};

static_assert(decision::Command<AcceptClaim>);

}  // namespace debut::grants
