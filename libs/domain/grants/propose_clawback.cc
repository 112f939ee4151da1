#include "domain/grants/propose_clawback.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

using money::Fen;

v1::ClawbackProposed FactOf(const ClaimFile& file, DueNow due) {
  v1::ClawbackProposed proposed;
  proposed.set_claim_id(file.claim_id);
  proposed.set_clawback_number(file.payment.clawback.number + 1);
  proposed.set_cap_key(file.terms.cap_key);
  proposed.set_budget_id(file.terms.budget_id);
  proposed.set_amount_fen((file.payment.Claimable() - due.amount).count);
  proposed.set_net_paid_fen(file.payment.Claimable().count);
  proposed.set_due_fen(due.amount.count);
  *proposed.mutable_sheet() = std::move(due.sheet);
  proposed.set_enterprise_id(file.terms.enterprise_id);
  return proposed;
}

}  // namespace

DueNow DueOf(const AwardFacts& facts, const registry::Party& claimant, const CapUsage& cap,
             absl::CivilDay date) {
  const Occasion occasion{Stage::kClawback, date, facts.file.terms.submitted_date};
  const Rules rules{facts.policy.version, facts.round};
  const Fen used_by_right = cap.Used() - cap.reclaimed;
  const Fen used_by_others = std::max(used_by_right - facts.file.payment.Claimable(), Fen(0));
  if (auto nothing_due = facts.measure.RefusalAt(occasion, rules, claimant)) {
    policy::Calculation calculation(SheetFrameOf(facts));
    calculation.Fact(kNothingDue, nothing_due->reason, nothing_due->explanation, {}, "");
    return {Fen(0), calculation.Sheet()};
  }
  policy::v1::CalculationSheet sheet = SheetOf(facts, used_by_others, occasion);
  return {Fen(sheet.award_fen()), std::move(sheet)};
}

Refusal RefusalOfClawbackState(const ClaimFile& file) {
  return RefusalOfState(
      file,
      {v1::CLAIM_STATE_PAID, v1::CLAIM_STATE_PERFORMANCE_REPORTED, v1::CLAIM_STATE_ARCHIVED,
       v1::CLAIM_STATE_RECOVERED, v1::CLAIM_STATE_WRITTEN_OFF},
      "a clawback");
}

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
ProposeClawback::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(CapUsage{claim.cap_keys}));
}

decision::Decision ProposeClawback::Decide(const ClaimFile& file, const RoundFile& round,
                                           const policy::PolicyByVersion& policy,
                                           const registry::Party& party,
                                           const MeasureFacts& measure, const CapUsage& cap) const {
  if (file.state == v1::CLAIM_STATE_CLAWBACK_PROPOSED && file.last_date == proposed_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfClawbackState(file)) return *refusal;
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, proposed_date)) return *refusal;
  if (by.empty()) return Refuse(kPrincipalUnknown, "it is not known who acts");
  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (!facts.InLog()) return decision::Stale{};
  DueNow due = DueOf(facts, party, cap, proposed_date);
  if (due.amount >= file.payment.Claimable()) {
    return Refuse(
        kClawbackNotDue,
        fmt::format("{} fen are with the enterprise, and by the facts of today {} are due",
                    file.payment.Claimable().count, due.amount.count),
        {{"net_paid_fen", std::to_string(file.payment.Claimable().count)},
         {"due_fen", std::to_string(due.amount.count)}});
  }
  v1::ClawbackProposed proposed = FactOf(file, std::move(due));
  proposed.set_proposed_date(calendar::FormatDate(proposed_date));
  proposed.set_grounds(grounds);
  return decision::Record(proposed);
}

}  // namespace debut::grants
