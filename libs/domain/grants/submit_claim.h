#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/live_claim.h"
#include "domain/grants/round_file.h"
#include "domain/policy/policy_in_force.h"

namespace debut::grants {

// A claim is submitted in a round. Whoever is named, the claimant is the legal person: of a branch,
// or after a merger.
struct SubmitClaim {
  std::string claim_id;
  std::string round_id;
  absl::CivilDay submitted_date;

  // Prepared: the claimant and the measure's facts with all their keys, unfolded, and what follows
  // from them.
  registry::Party claimant{""};
  MeasureFacts facts;
  std::string subject_key;
  std::string policy_version_id;  // That the round has pinned.

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
             LiveClaim>
  Reads() const;
  // Nothing if this very claim was submitted before.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const LiveClaim& live) const;

 private:
  ClaimTerms TermsOf(const RoundFile& round, const registry::Party& party,
                     const MeasureFacts& measure) const;
  Refusal RefusalOfRound(const RoundFile& round) const;
};

static_assert(decision::Command<SubmitClaim>);

}  // namespace debut::grants
