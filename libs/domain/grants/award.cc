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

namespace {

// Null: the sheet has no such step.
const policy::v1::SheetStep* StepOf(const CalculationSheet& sheet, policy::v1::StepKind kind) {
  const auto step = std::ranges::find(sheet.steps(), kind, &policy::v1::SheetStep::kind);
  return step == sheet.steps().end() ? nullptr : &*step;
}

// Either the room is none, or what is due is the whole cap and all of it has been awarded.
bool NothingLeftUnderCap(const CalculationSheet& sheet) {
  const policy::v1::SheetStep* room = StepOf(sheet, policy::v1::STEP_KIND_ROOM);
  if (room != nullptr) return !room->unlimited() && room->limit_fen() == 0;
  const policy::v1::SheetStep* cap = StepOf(sheet, policy::v1::STEP_KIND_CAP);
  const policy::v1::SheetStep* difference = StepOf(sheet, policy::v1::STEP_KIND_DIFFERENCE);
  return cap != nullptr && difference != nullptr && !cap->unlimited() &&
         cap->after_fen() == cap->limit_fen() && difference->after_fen() == 0;
}

}  // namespace

bool AwardFacts::InLog() const {
  return policy.position > Position{} && round.position > Position{} && measure.InLog();
}

CalculationSheet SheetFrameOf(const AwardFacts& facts) {
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
  return frame;
}

CalculationSheet SheetOf(const AwardFacts& facts, Fen cap_used, const Occasion& occasion,
                         const ReductionOfClaim& reduction) {
  policy::Calculation calculation(SheetFrameOf(facts));
  facts.measure.Calculate({facts.policy.version, facts.round}, cap_used, occasion, calculation);
  if (reduction.amount) {
    calculation.Reduce(*reduction.amount, v1::ReductionMode_Name(reduction.mode),
                       reduction.position, facts.round.document);
  }
  return calculation.Sheet();
}

Refusal RefusalOfAmount(const CalculationSheet& sheet) {
  if (NothingLeftUnderCap(sheet)) {
    return Refuse(kCapExhausted, fmt::format("nothing is left under the cap {}", sheet.cap_key()),
                  {{"cap_key", sheet.cap_key()},
                   {"room_fen", "0"},
                   {"used_fen", std::to_string(sheet.cap_used_before_fen())}});
  }
  if (sheet.award_fen() > 0) return {};
  const policy::v1::SheetStep* difference = StepOf(sheet, policy::v1::STEP_KIND_DIFFERENCE);
  if (difference != nullptr && difference->before_fen() > 0) {
    return Refuse(kEntitlementAwarded,
                  fmt::format("{} fen are due under {}, and {} have been awarded",
                              difference->before_fen(), sheet.cap_key(), difference->limit_fen()),
                  {{"cap_key", sheet.cap_key()},
                   {"entitlement_fen", std::to_string(difference->before_fen())},
                   {"used_fen", std::to_string(difference->limit_fen())}});
  }
  if (!sheet.steps().empty() && sheet.steps().rbegin()->kind() == policy::v1::STEP_KIND_REDUCTION) {
    return Refuse(kReducedToNothing,
                  fmt::format("the reduction of round {} leaves nothing", sheet.round_id()),
                  {{"round_id", sheet.round_id()}});
  }
  return Refuse(kEntitlementZero, "the facts give an entitlement of less than one fen");
}

Refusal RefusalOfLoweredEntitlement(const AwardFacts& facts, const CapUsage& cap,
                                    const Occasion& occasion) {
  const Fen used_by_others = cap.UsedBesides(facts.file.amount);
  const Fen entitlement(SheetOf(facts, used_by_others, occasion).award_fen());
  if (entitlement >= facts.file.amount) return {};
  return Refuse(kAwardAboveEntitlement,
                fmt::format("{} fen were awarded, and by the facts of today {} are due",
                            facts.file.amount.count, entitlement.count),
                {{"amount_fen", std::to_string(facts.file.amount.count)},
                 {"entitlement_fen", std::to_string(entitlement.count)}});
}

}  // namespace debut::grants
