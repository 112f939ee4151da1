#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/grants/award.h"
#include "domain/grants/claim_keys.h"

namespace debut::grants {

// What is due to a paid claim by the facts of today, under the round's terms and its pinned policy,
// beside what others have used of the cap by right. Nothing if its measure says so at a clawback:
// its product was void from the start.
struct DueNow {
  money::Fen amount;
  policy::v1::CalculationSheet sheet;
};
// The sheet's input that says which rule leaves nothing due.
inline constexpr char kNothingDue[] = "nothing_due";
// Requires facts in the log, and keys that fit.
DueNow DueOf(const AwardFacts& facts, const registry::Party& claimant, const CapUsage& cap,
             absl::CivilDay date);

// Whether the claim's state lets more be claimed back.
Refusal RefusalOfClawbackState(const ClaimFile& file);

// Proposes to claim back what was paid above what is due: the same calculation as the award's, on
// the facts of today. Where that is nothing (W3, or an EXPIRED product: W10) it is refused and
// nothing is recorded, since there is nothing that people would have to approve.
struct ProposeClawback {
  ClaimKeys claim;  // Prepared.
  std::string by;
  std::string grounds;
  absl::CivilDay proposed_date;

  std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
  Reads() const;
  // Nothing if a clawback was proposed on that date.
  decision::Decision Decide(const ClaimFile& file, const RoundFile& round,
                            const policy::PolicyByVersion& policy, const registry::Party& party,
                            const MeasureFacts& measure, const CapUsage& cap) const;
};

static_assert(decision::Command<ProposeClawback>);

}  // namespace debut::grants
