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

// What an award on the claim uses: its invoices, and what the measure counts.
std::vector<Evidence> EvidenceOf(const ClaimTerms& terms, const MeasureFacts& measure);

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

// The keys of a claim as they are now; all but the claim's id are empty if there is no such claim.
// Refuses nothing: a repeated command must first find what it recorded. `load`:
// absl::StatusOr<V>(V) folds a view's events, as decision::Loader does.
template <typename Loader>
absl::StatusOr<ClaimKeys> KeysOfClaim(const std::string& claim_id, const Loader& load) {
  ClaimKeys keys;
  keys.claim_id = claim_id;
  ASSIGN_OR_RETURN(const ClaimFile file, load(ClaimFile{claim_id}));
  if (!file.Known()) return keys;
  keys.terms = file.terms;
  ASSIGN_OR_RETURN(const RoundFile round, load(RoundFile{file.terms.round_id}));
  keys.policy_version_id = round.policy_version_id;
  ASSIGN_OR_RETURN(const auto claimant, registry::ResolveParty(file.terms.enterprise_id, load));
  keys.claimant = registry::Party(claimant.id(), claimant.MemberIds());
  ASSIGN_OR_RETURN(const MeasureFacts facts, ResolveFacts(MeasureFacts(file.terms.basis), load));
  keys.facts = facts.Widened();
  keys.cap_keys = facts.CapKeys(claimant, round);
  keys.evidence = EvidenceOf(file.terms, facts);
  return keys;
}

}  // namespace debut::grants
