#include "domain/grants/accept_claim.h"

#include "calendar/date.h"
#include "domain/grants/guards.h"

namespace debut::grants {

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts,
           RoundAcceptances>
AcceptClaim::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(RoundAcceptances{claim.terms.round_id}));
}

decision::Decision AcceptClaim::Decide(const ClaimFile& file, const RoundFile& round,
                                       const policy::PolicyByVersion& policy,
                                       const registry::Party& party, const MeasureFacts& measure,
                                       const RoundAcceptances& accepted) const {
  if (file.state == v1::CLAIM_STATE_ACCEPTED && file.last_date == accepted_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_SUBMITTED}, "acceptance")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, accepted_date)) return *refusal;
  if (auto refusal = RefusalOfBan(party, accepted_date)) return *refusal;
  const Occasion occasion{Stage::kAcceptance, accepted_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;

  v1::ClaimAccepted fact;
  fact.set_claim_id(file.claim_id);
  fact.set_round_id(file.terms.round_id);
  fact.set_acceptance_number(accepted.last_number + 1);
  fact.set_accepted_date(calendar::FormatDate(accepted_date));
  return decision::Record(fact);
}

}  // namespace debut::grants
