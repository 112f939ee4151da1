#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// The ids of all claims of some enterprises.
struct ClaimIdsOfEnterprises {
  std::set<std::string> enterprise_ids;
  std::vector<std::string> claim_ids = {};

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ClaimIdsOfEnterprises&) const = default;
};

static_assert(decision::View<ClaimIdsOfEnterprises>);

// A live award of which less is due by the facts of today than it holds: of a VOID product, of a
// contract that was amended down or terminated. People then propose what follows from it.
struct ClawbackCandidate {
  ClaimFile file;
  money::Fen holds;  // Paid and not recovered or written off; before payment, the award.
  money::Fen due = {};
  bool paid = false;
  std::string next_step = {};  // "ProposeClawback", "AdjustAward", "RefuseClaim".
  std::string reason = {};     // Why nothing is due, where a rule says so.
};

// What a claim is judged by.
struct ClaimNowViews {
  const ClaimFile& file;
  const RoundFile& round;
  const policy::PolicyByVersion& policy;
  const registry::Party& party;
  const MeasureFacts& measure;
  const CapUsage& cap;
};

// Nothing: the claim holds no award, its money is on the way, or no less is due.
std::optional<ClawbackCandidate> CandidateIn(const ClaimNowViews& views, absl::CivilDay date);

// `load` as for KeysOfClaim().
template <typename Loader>
absl::StatusOr<std::optional<ClawbackCandidate>> CandidateOf(const std::string& claim_id,
                                                             absl::CivilDay date,
                                                             const Loader& load) {
  ASSIGN_OR_RETURN(const ClaimKeys keys, KeysOfClaim(claim_id, load));
  ASSIGN_OR_RETURN(const ClaimFile file, load(ClaimFile{claim_id}));
  ASSIGN_OR_RETURN(const RoundFile round, load(RoundFile{keys.terms.round_id}));
  ASSIGN_OR_RETURN(const auto policy, load(policy::PolicyByVersion{keys.policy_version_id}));
  ASSIGN_OR_RETURN(const registry::Party party, load(keys.claimant));
  ASSIGN_OR_RETURN(const MeasureFacts facts, load(keys.facts));
  ASSIGN_OR_RETURN(const CapUsage cap, load(CapUsage{keys.cap_keys}));
  return CandidateIn({file, round, policy, party, facts, cap}, date);
}

}  // namespace debut::grants
