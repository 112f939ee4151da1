#pragma once

#include <string>

#include "services/debut/demonstration/cast.h"
#include "services/debut/demonstration/script.h"

namespace debut::cli::demonstration {

// The chapters of the year, in the order in which the rules let them happen.
void WritePolicy(const std::string& policy_text, Script& script);
void WriteRegistry(const Cast& cast, Script& script);
void WriteCertification(const Cast& cast, Script& script);
void WriteMarket(const Cast& cast, Script& script);

// Round R-2021-3 on budget 3/2021: most claims are paid, some stop on the way, for the work list.
void WriteMainRound(const Cast& cast, Script& script);
// Round R-2021-3B on budget 3/2022: what is left of the caps, and a race for the last of the
// budget.
void WriteSecondRound(const Cast& cast, Script& script);

// One refusal of each kind, with the reason that it must have, and the facts that lead to it. What
// is refused is not recorded.
void WriteRefusals(const Cast& cast, Script& script);
// Of them, those about money.
void WriteRefusedClaims(const Cast& cast, Script& script);

// A claim and its way to the step that the caller names; "paid" is the whole way.
enum class Stop {
  kSubmitted,
  kAccepted,
  kRefused,
  kComputed,
  kWithdrawn,
  kProposed,
  kNotice,
  kGranted,
  kOrdered,
  kPaid
};
struct ClaimPlan {
  int number = 0;  // CL-001
  std::string round_id;
  std::string enterprise_id;
  std::string product_id;
  std::vector<std::string> contract_ids;
  std::string submitted_date;
  std::string proposed_date;
  std::string notice_date;  // The notice opens, and
  std::string closed_date;  // closes after its last day.
  std::string settled_date;
};
void WriteClaim(const ClaimPlan& plan, Stop stop, Script& script);
// A claim for all contracts of the product's case, with the dates of the main round.
ClaimPlan PlanOf(const Product& product, int number, std::string round);

}  // namespace debut::cli::demonstration
