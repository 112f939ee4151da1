#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "domain/grants/claim_file.h"
#include "domain/grants/round_file.h"
#include "domain/policy/policy_in_force.h"

namespace debut::grants {

// What every step that looks at the facts again reads.
using ClaimViews =
    std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts>;

// What such a step has to know before it can name its views: looked up when the command is
// prepared, and compared with what was read when it decides. Views are unfolded; all is empty for
// an unknown claim.
struct ClaimKeys {
  std::string claim_id;
  ClaimTerms terms;
  std::string policy_version_id;  // That the round has pinned.
  registry::Party claimant{""};
  MeasureFacts facts;
  std::vector<std::string> cap_keys;
  std::vector<Evidence> evidence;

  ClaimViews Views() const;
  std::vector<std::string> EvidenceKeys() const;

  // Whether these are the keys of the claim as it was read: if not, the command is stale.
  bool Fit(const ClaimFile& file, const RoundFile& round, const policy::PolicyByVersion& policy,
           const registry::Party& party, const MeasureFacts& measure) const;
};

}  // namespace debut::grants
