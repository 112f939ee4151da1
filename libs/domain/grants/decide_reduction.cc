#include "domain/grants/decide_reduction.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/guards.h"
#include "domain/grants/mode_rule.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using money::Fen;

Fen EntitlementOf(const std::vector<policy::ReducibleClaim>& claims) {
  Fen sum;
  for (const policy::ReducibleClaim& claim : claims) sum += claim.entitlement;
  return sum;
}

v1::RoundReduced FactOf(const RoundFile& round, const std::vector<policy::ReducibleClaim>& claims,
                        Fen budget) {
  const policy::Reduction reduction =
      Reduce(round.reduction_mode, claims, budget, RateMaxOf(round));
  v1::RoundReduced reduced;
  reduced.set_round_id(round.round_id);
  reduced.set_mode(round.reduction_mode);
  reduced.set_budget_fen(budget.count);
  reduced.set_entitlement_fen(EntitlementOf(claims).count);
  if (reduction.rate) {
    reduced.set_rate_numerator(reduction.rate->num());
    reduced.set_rate_denominator(reduction.rate->den());
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    v1::ReducedClaim& row = *reduced.add_claims();
    row.set_claim_id(claims[i].claim_id);
    row.set_acceptance_number(claims[i].acceptance_number);
    row.set_entitlement_fen(claims[i].entitlement.count);
    row.set_reduced_fen(reduction.amounts[i].count);
    row.set_score_hundredths(claims[i].score_hundredths);
  }
  return reduced;
}

}  // namespace

std::tuple<RoundFile, policy::PolicyByVersion, BudgetUsage, WaitingClaims> DecideReduction::Reads()
    const {
  return {RoundFile{round_id}, policy::PolicyByVersion{policy_version_id}, BudgetUsage{budget_id},
          waiting};
}

Refusal DecideReduction::RefusalOfRound(const RoundFile& round,
                                        const policy::PolicyByVersion& policy) const {
  if (!round.opened) {
    return RefuseNotFound(kRoundUnknown, fmt::format("there is no round {}", round_id),
                          {{"round_id", round_id}});
  }
  if (round.reduction_mode == v1::REDUCTION_MODE_UNSPECIFIED) {
    return Refuse(kReductionModeMissing,
                  fmt::format("the guide of round {} says nothing about a reduction", round_id),
                  {{"round_id", round_id}});
  }
  const auto rate_rule = RateRuleIn(policy.Get()->version, round.measure);
  if (auto refusal = RefusalOfMode(rate_rule, policy_version_id, round.reduction_mode)) {
    return refusal;
  }
  if (decided_date <= round.closes_date) {
    return Refuse(
        kRoundStillOpen,
        fmt::format("round {} takes claims until {}", round_id, FormatDate(round.closes_date)),
        {{"closes_date", FormatDate(round.closes_date)}});
  }
  return {};
}

Refusal DecideReduction::RefusalOfClaims(const RoundFile& round,
                                         const WaitingClaims& claims) const {
  if (claims.files.size() > kReducedClaimsMax) {
    return Refuse(kReductionTooLarge,
                  fmt::format("a reduction takes {} claims at most", kReducedClaimsMax),
                  {{"claims_max", std::to_string(kReducedClaimsMax)}});
  }
  if (const ClaimFile* file = claims.NotComputed()) {
    return Refuse(kClaimNotComputed, fmt::format("claim {} is not computed", file->claim_id),
                  {{"claim_id", file->claim_id}});
  }
  if (round.reduction_mode != v1::REDUCTION_MODE_RANK) return {};
  if (const ClaimFile* file = claims.NotScored()) {
    return Refuse(kClaimNotScored, fmt::format("no expert has scored claim {}", file->claim_id),
                  {{"claim_id", file->claim_id}});
  }
  return {};
}

decision::Decision DecideReduction::Decide(const RoundFile& round,
                                           const policy::PolicyByVersion& policy,
                                           const BudgetUsage& budget,
                                           const WaitingClaims& claims) const {
  const bool prepared =
      round.budget_id == budget_id && round.policy_version_id == policy_version_id;
  if (!prepared || !claims.AllWait() || (round.opened && policy.Get() == nullptr)) {
    return decision::Stale{};
  }
  if (auto refusal = RefusalOfRound(round, policy)) return *refusal;
  if (auto refusal = RefusalOfClaims(round, claims)) return *refusal;
  if (budget_asked > budget.Left()) {
    return Refuse(kBudgetExceeded,
                  fmt::format("{} fen are left of budget {}", budget.Left().count, budget_id),
                  {{"budget_id", budget_id}, {"room_fen", std::to_string(budget.Left().count)}});
  }
  const Fen shared = budget_asked > Fen(0) ? budget_asked : budget.Left();
  const std::vector<policy::ReducibleClaim> reducible = claims.Reducible();
  if (EntitlementOf(reducible) <= shared) {
    return Refuse(kReductionNotNeeded,
                  fmt::format("{} fen are enough for all claims that wait", shared.count),
                  {{"budget_fen", std::to_string(shared.count)},
                   {"entitlement_fen", std::to_string(EntitlementOf(reducible).count)}});
  }
  v1::RoundReduced reduced = FactOf(round, reducible, shared);
  reduced.set_decided_date(FormatDate(decided_date));
  reduced.set_document(document);
  return decision::Record(reduced);
}

}  // namespace debut::grants
