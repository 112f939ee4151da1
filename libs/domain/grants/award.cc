#include "domain/grants/award.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using eventstore::Position;
using money::Fen;
using policy::v1::CalculationSheet;

bool AwardFacts::InLog() const {
  return policy.position > Position{} && round.position > Position{} && measure.InLog();
}

CalculationSheet SheetOf(const AwardFacts& facts, Fen cap_used, const Occasion& occasion) {
  const ClaimTerms& terms = facts.file.terms;
  ENSURE(facts.policy.digest == facts.round.policy_digest, "a round has pinned another policy");
  CalculationSheet frame;
  frame.set_claim_id(facts.file.claim_id);
  frame.set_measure(terms.measure);
  frame.set_policy_version_id(facts.policy.version_id);
  frame.set_policy_digest(facts.policy.digest);
  frame.set_policy_position(facts.policy.position.value);
  frame.set_round_id(terms.round_id);
  frame.set_round_position(facts.round.position.value);
  frame.set_cap_key(terms.cap_key);
  frame.set_budget_id(terms.budget_id);
  frame.set_limit_year(terms.limit_year);
  frame.set_round_year(terms.round_year);
  frame.set_budget_year(terms.budget_year);
  policy::Calculation calculation(std::move(frame));
  facts.measure.Calculate({facts.policy.version, facts.round}, cap_used, occasion, calculation);
  return calculation.Sheet();
}

Refusal RefusalOfAmount(const CalculationSheet& sheet) {
  const auto room =
      std::ranges::find(sheet.steps(), policy::v1::STEP_KIND_ROOM, &policy::v1::SheetStep::kind);
  if (room != sheet.steps().end() && !room->unlimited() && room->limit_fen() == 0) {
    return Refuse(kCapExhausted, fmt::format("nothing is left under the cap {}", sheet.cap_key()),
                  {{"cap_key", sheet.cap_key()},
                   {"room_fen", "0"},
                   {"used_fen", std::to_string(sheet.cap_used_before_fen())}});
  }
  if (sheet.award_fen() > 0) return {};
  return Refuse(kEntitlementZero, "the facts give an entitlement of less than one fen");
}

Refusal RefusalOfLoweredEntitlement(const AwardFacts& facts, const Occasion& occasion) {
  const Fen entitlement(SheetOf(facts, Fen(0), occasion).award_fen());
  if (entitlement >= facts.file.amount) return {};
  return Refuse(kAwardAboveEntitlement,
                fmt::format("{} fen were awarded, and by the facts of today {} are due",
                            facts.file.amount.count, entitlement.count),
                {{"amount_fen", std::to_string(facts.file.amount.count)},
                 {"entitlement_fen", std::to_string(entitlement.count)}});
}

}  // namespace debut::grants
