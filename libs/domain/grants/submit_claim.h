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
  Attachments attachments = {};        // File digests sorted, each once, at most kAttachmentsMax.
  std::vector<Invoice> invoices = {};  // Sorted, each once, at most kInvoicesMax.

  // Asked for, then prepared: with all their keys, unfolded.
  registry::Party claimant{""};
  MeasureFacts facts;
  // Prepared.
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

// Completes a command whose claimant and facts have only the keys that were asked for. `load` as
// for KeysOfClaim().
template <typename Loader>
absl::StatusOr<SubmitClaim> Prepared(SubmitClaim asked, const Loader& load) {
  ASSIGN_OR_RETURN(const auto claimant, registry::ResolveParty(asked.claimant.id(), load));
  asked.claimant = registry::Party(claimant.id(), claimant.MemberIds());
  ASSIGN_OR_RETURN(const MeasureFacts facts, ResolveFacts(asked.facts, load));
  asked.facts = facts.Widened();
  asked.subject_key = facts.SubjectKey();
  ASSIGN_OR_RETURN(const RoundFile round, load(RoundFile{asked.round_id}));
  asked.policy_version_id = round.policy_version_id;
  return asked;
}

}  // namespace debut::grants
