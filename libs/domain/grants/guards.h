#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "domain/grants/claim_file.h"
#include "domain/grants/refusal.h"

// Refusals that the steps of a claim share. Nothing: the guard lets the step pass.
namespace debut::grants {

// CLAIM_UNKNOWN, or CLAIM_STATE_UNFIT unless the claim is in one of the states. `step` is the
// step's name: "opening the notice".
Refusal RefusalOfState(const ClaimFile& file, std::initializer_list<v1::ClaimState> fit,
                       std::string_view step);

// DATE_BEFORE_PREVIOUS_STEP.
Refusal RefusalOfDate(const ClaimFile& file, absl::CivilDay date);

// The steps at which a second person looks at what the first one did. In order.
enum class CheckedStep {
  kComputed,
  kProposed,
  kDecided,
  kGranted,
  kOrdered,
  kClawbackProposed,
  kClawbackApproved
};

// Maker ≠ checker at every pair of steps: MAKER_IS_CHECKER if `by` did an earlier one, and
// PRINCIPAL_UNKNOWN if that can't be told. Where no meeting decided, nobody did that. The principal
// "system" of automatic steps is one like any other: what it computed it can't grant.
Refusal RefusalOfPerson(const ClaimActors& actors, CheckedStep step, std::string_view by);

// OBJECTION_OPEN: nothing goes on with the claim until it is upheld or dismissed.
Refusal RefusalOfObjection(const ClaimFile& file);

// ENTERPRISE_BANNED on the date of a step that commits money.
Refusal RefusalOfBan(const registry::Party& claimant, absl::CivilDay date);

}  // namespace debut::grants
