#pragma once

#include <string>
#include <vector>

#include "services/debut/demonstration/calendar_of_year.h"
#include "services/debut/demonstration/cast.h"
#include "services/debut/demonstration/script.h"

namespace debut::cli::demonstration {

// What happens to one party or product, in the order in which the rules let it happen.
void WritePolicy(const std::string& policy_text, Script& script);
void WriteParty(const Party& party, Script& script);
// The one laboratory that tests all products: registered, and accredited in every field.
void WriteLaboratory(Script& script);
// A small or medium-sized enterprise of the zone.
void WriteMaker(const Party& maker, Script& script);
// Measure 1: submitted, tested, assessed by three experts, certified. `number`: of the certificate.
void WriteProduct(const Product& product, int number, const YearDates& dates, Script& script);
struct EditionPlan {
  std::vector<std::string> product_ids;
  std::vector<std::string> removed_ids;
};
void WriteEdition(const YearDates& dates, const EditionPlan& plan, Script& script);
// The request of SignContract.
nlohmann::json SigningOf(const Product& product, const Contract& contract);
// Measure 3, the facts: first contracts, what was paid on them, the first-entry case.
void WriteFirstEntry(const Product& product, const YearDates& dates, Script& script);

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
  std::string number;  // "001" of claim CL-001, grant G-001 and order O-001.
  std::string round_id;
  std::string enterprise_id;
  nlohmann::json basis;  // {"first_market_entry": {…}}
  std::string submitted_date;
  std::string proposed_date;
  std::string notice_date;  // The notice opens, and
  std::string closed_date;  // closes after its last day.
  std::string settled_date;

  std::string ClaimId() const { return "CL-" + number; }
  std::string GrantId() const { return "G-" + number; }
  std::string OrderId() const { return "O-" + number; }
};
// The request of SubmitClaim.
nlohmann::json SubmissionOf(const ClaimPlan& plan);
void WriteClaim(const ClaimPlan& plan, Stop stop, Script& script);
// Of that, what follows the computation.
void WriteDecision(const ClaimPlan& plan, Stop stop, Script& script);
// A claim for all contracts of the product's case, with the dates of the year's main round.
ClaimPlan PlanOf(const Product& product, const YearDates& dates, std::string number,
                 std::string round);
struct RoundPlan {
  std::string round_id;
  std::string measure;   // "MEASURE_FIRST_MARKET_ENTRY"
  int rate_percent = 0;  // 0: the measure's rounds have no rate.
  int budget_year = 0;
  std::string budget;  // "8000万元": allotted for the round.
  // What else the round's guide says: {"standards_guide": {…}}, {"reduction_mode": …}.
  nlohmann::json guide = nlohmann::json::object();
};
// The allotment and the round.
void WriteRound(const RoundPlan& plan, const YearDates& dates, Script& script);

}  // namespace debut::cli::demonstration
