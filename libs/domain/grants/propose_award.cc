#include "domain/grants/propose_award.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/award.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using money::Fen;
using policy::v1::CalculationSheet;

Refusal RefusalOfBudget(const CalculationSheet& sheet, const BudgetUsage& budget) {
  if (Fen(sheet.award_fen()) <= budget.Left()) return {};
  return Refuse(kBudgetExceeded,
                fmt::format("{} fen are left of budget {}, and the award is {}",
                            budget.Left().count, budget.budget_id, sheet.award_fen()),
                {{"budget_id", budget.budget_id},
                 {"room_fen", std::to_string(budget.Left().count)},
                 {"award_fen", std::to_string(sheet.award_fen())}});
}

}  // namespace

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
           EvidenceUsers, CapUsage, BudgetUsage, ReductionOfClaim>
ProposeAward::Reads() const {
  return std::tuple_cat(claim.Views(),
                        std::tuple(EvidenceUsers{claim.EvidenceKeys()}, CapUsage{claim.cap_keys},
                                   BudgetUsage{claim.terms.budget_id},
                                   ReductionOfClaim{claim.terms.round_id, claim.claim_id}));
}

Refusal ProposeAward::RefusalOfEvidence(const EvidenceUsers& users) const {
  for (const Evidence& use : claim.evidence) {
    const auto user = users.claim_ids.find(use.key);
    if (user == users.claim_ids.end()) continue;
    const std::string& named = use.subject_id.empty() ? use.key : use.subject_id;
    return Refuse(
        kEvidenceAlreadyUsed, fmt::format("{} is funded by claim {} already", named, user->second),
        {{"claim_id", user->second}, {"subject_id", use.subject_id}, {"evidence_key", use.key}});
  }
  return {};
}

v1::AwardProposed ProposeAward::FactOf(const ClaimFile& file, CalculationSheet sheet,
                                       const BudgetUsage& budget) const {
  sheet.set_budget_left_before_fen(budget.Left().count);
  sheet.set_budget_left_after_fen(budget.Left().count - sheet.award_fen());
  v1::AwardProposed proposed;
  proposed.set_claim_id(file.claim_id);
  proposed.set_cap_key(file.terms.cap_key);
  proposed.set_budget_id(file.terms.budget_id);
  proposed.set_amount_fen(sheet.award_fen());
  proposed.set_enterprise_id(file.terms.enterprise_id);
  proposed.set_proposed_date(calendar::FormatDate(proposed_date));
  for (const Evidence& use : claim.evidence) {
    auto& claimed = *proposed.add_evidence();
    claimed.set_evidence_key(use.key);
    claimed.set_subject_id(use.subject_id);
  }
  *proposed.mutable_sheet() = std::move(sheet);
  return proposed;
}

decision::Decision ProposeAward::Decide(const ClaimFile& file, const RoundFile& round,
                                        const policy::PolicyByVersion& policy,
                                        const registry::Party& party, const MeasureFacts& measure,
                                        const EvidenceUsers& evidence, const CapUsage& cap,
                                        const BudgetUsage& budget,
                                        const ReductionOfClaim& reduction) const {
  if (file.state == v1::CLAIM_STATE_PROPOSED && file.last_date == proposed_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_COMPUTED}, "the proposal")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, proposed_date)) return *refusal;
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kProposed, by)) return *refusal;
  if (file.review.audit == v1::AUDIT_CONCLUSION_FAILED) {
    return decision::Reject(kSpecialAuditFailed,
                            fmt::format("{} failed its special audit", file.claim_id),
                            {{"claim_id", file.claim_id}});
  }
  if (auto refusal = RefusalOfBan(party, proposed_date)) return *refusal;
  const Occasion occasion{Stage::kProposal, proposed_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;
  if (auto refusal = RefusalOfEvidence(evidence)) return *refusal;

  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (reduction.decided && !reduction.amount) {
    return Refuse(
        kClaimNotReduced,
        fmt::format("round {} was reduced without claim {}", reduction.round_id, file.claim_id),
        {{"claim_id", file.claim_id}, {"round_id", reduction.round_id}});
  }
  const bool reduction_in_log = !reduction.amount || reduction.position > eventstore::Position{};
  if (!facts.InLog() || !reduction_in_log) return decision::Stale{};
  CalculationSheet sheet = SheetOf(facts, cap.Used(), occasion, reduction);
  if (auto refusal = RefusalOfAmount(sheet)) return *refusal;
  if (auto refusal = RefusalOfBudget(sheet, budget)) return *refusal;
  return decision::Record(FactOf(file, std::move(sheet), budget));
}

}  // namespace debut::grants
