#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/budget_usage.h"
#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_keys.h"
#include "domain/grants/round_reduction.h"

namespace debut::grants {

// Proposes an award: computes it again on the facts of now, and by one event reserves room under
// the cap and of the budget and claims the evidence; in a round that was reduced, up to what the
// reduction leaves the claim. No interleaving can pass a cap or a budget,
// since the views of all three are this command's boundary.
struct ProposeAward {
  ClaimKeys claim;  // Prepared.
  std::string by;
  absl::CivilDay proposed_date;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
             EvidenceUsers, CapUsage, BudgetUsage, ReductionOfClaim>
  Reads() const;
  // Nothing if it was proposed on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const EvidenceUsers& evidence,
                            const CapUsage& cap, const BudgetUsage& budget,
                            const ReductionOfClaim& reduction) const;

 private:
  Refusal RefusalOfEvidence(const EvidenceUsers& users) const;
  v1::AwardProposed FactOf(const ClaimFile& file, policy::v1::CalculationSheet sheet,
                           const BudgetUsage& budget) const;
};

static_assert(decision::Command<ProposeAward>);

}  // namespace debut::grants
