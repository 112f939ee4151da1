#pragma once

#include <string>

#include "domain/grants/cap_usage.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/round_file.h"
#include "domain/grants/round_reduction.h"
#include "domain/policy/policy_in_force.h"

namespace debut::grants {

// All facts that an amount is computed from.
struct AwardFacts {
  const ClaimFile& file;
  const RoundFile& round;
  const policy::AdoptedPolicy& policy;
  const MeasureFacts& measure;

  // Whether everything that a sheet refers to has its place in the log. If not, decide later.
  bool InLog() const;
};

// The sheet before any input: the claim, the round's terms and its pinned policy.
policy::v1::CalculationSheet SheetFrameOf(const AwardFacts& facts);

// The calculation sheet of a claim under the round's terms and its pinned policy, with `cap_used`
// of the cap used before, and with what a reduction of the round leaves the claim, if there is one.
// The same facts give the same bytes. Requires facts in the log.
policy::v1::CalculationSheet SheetOf(const AwardFacts& facts, money::Fen cap_used,
                                     const Occasion& occasion,
                                     const ReductionOfClaim& reduction = {});

// CAP_EXHAUSTED, ENTITLEMENT_AWARDED, REDUCED_TO_NOTHING or ENTITLEMENT_ZERO.
Refusal RefusalOfAmount(const policy::v1::CalculationSheet& sheet);

// AWARD_ABOVE_ENTITLEMENT: the facts have changed since the award was proposed, and by what they
// say now, less is due beside what others have of the cap.
Refusal RefusalOfLoweredEntitlement(const AwardFacts& facts, const CapUsage& cap,
                                    const Occasion& occasion);

}  // namespace debut::grants
