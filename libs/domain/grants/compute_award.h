#pragma once

#include <string>
#include <tuple>

#include "decision/command.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// Computes what a claim is entitled to, with its calculation sheet. Reserves nothing and does not
// look at the budget, so the proposal, which computes again, may come to another amount.
struct ComputeAward {
  ClaimKeys claim;  // Prepared.
  std::string by;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
  Reads() const;
  // Nothing if the last computation has the same sheet and is by the same person.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const CapUsage& cap) const;
};

static_assert(decision::Command<ComputeAward>);

}  // namespace debut::grants
