#include "domain/grants/compute_award.h"

#include "domain/grants/award.h"
#include "domain/grants/guards.h"

namespace debut::grants {

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, CapUsage>
ComputeAward::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(CapUsage{claim.cap_keys}));
}

decision::Decision ComputeAward::Decide(const ClaimFile& file, const RoundFile& round,
                                        const policy::PolicyByVersion& policy,
                                        const registry::Party& party, const MeasureFacts& measure,
                                        const CapUsage& cap) const {
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED},
                                    "computation")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kComputed, by)) return *refusal;
  const Occasion occasion{Stage::kComputation, file.last_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;

  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (!facts.InLog()) return decision::Stale{};
  v1::AwardComputed computed;
  *computed.mutable_sheet() = SheetOf(facts, cap.Used(), occasion);
  if (auto refusal = RefusalOfAmount(computed.sheet())) return *refusal;
  if (file.state == v1::CLAIM_STATE_COMPUTED && file.actors.computed_by == by &&
      file.sheet->SerializeAsString() == computed.sheet().SerializeAsString()) {
    return decision::Nothing();
  }
  computed.set_claim_id(file.claim_id);
  computed.set_amount_fen(computed.sheet().award_fen());
  return decision::Record(computed);
}

}  // namespace debut::grants
