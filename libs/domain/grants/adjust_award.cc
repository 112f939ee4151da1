#include "domain/grants/adjust_award.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/date.h"
#include "debut/grants/v1/money_events.pb.h"
#include "domain/grants/award.h"
#include "domain/grants/claim_release.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {

using money::Fen;

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
AdjustAward::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(CapUsage{claim.cap_keys}));
}

decision::Decision AdjustAward::Decide(const ClaimFile& file, const RoundFile& round,
                                       const policy::PolicyByVersion& policy,
                                       const registry::Party& party, const MeasureFacts& measure,
                                       const CapUsage& cap) const {
  if (auto refusal = RefusalOfState(file,
                                    {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_DECIDED,
                                     v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED,
                                     v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED},
                                    "the adjustment")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, adjusted_date)) return *refusal;
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kProposed, by)) return *refusal;
  if (by == file.actors.granted_by) {
    return Refuse(kMakerIsChecker, "whoever adjusted an award may not be who granted it",
                  {{"step", "adjusted"}, {"other_step", "granted"}});
  }
  const Occasion occasion{Stage::kGrant, adjusted_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;
  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (!facts.InLog()) return decision::Stale{};
  const Fen used_by_others = std::max(cap.Used() - file.amount, Fen(0));
  policy::v1::CalculationSheet sheet = SheetOf(facts, used_by_others, occasion);
  if (auto refusal = RefusalOfAmount(sheet)) return *refusal;
  const Fen due(sheet.award_fen());
  if (due >= file.amount) {
    return Refuse(kAdjustmentNotNeeded,
                  fmt::format("{} fen were awarded, and by the facts of today {} are due",
                              file.amount.count, due.count),
                  {{"amount_fen", std::to_string(file.amount.count)},
                   {"due_fen", std::to_string(due.count)}});
  }
  v1::AwardAdjusted adjusted;
  adjusted.set_claim_id(file.claim_id);
  adjusted.set_cap_key(file.terms.cap_key);
  adjusted.set_budget_id(file.terms.budget_id);
  adjusted.set_amount_fen(due.count);
  adjusted.set_released_fen((file.amount - due).count);
  adjusted.set_stage(HeldStage(file));
  *adjusted.mutable_sheet() = std::move(sheet);
  adjusted.set_enterprise_id(file.terms.enterprise_id);
  adjusted.set_adjusted_date(calendar::FormatDate(adjusted_date));
  adjusted.set_grounds(grounds);
  return decision::Record(adjusted);
}

}  // namespace debut::grants
