#include "domain/grants/grant_subsidy.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/grants/award.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"

namespace debut::grants {
namespace {

// Who was merged away during the notice is not who the public saw.
Refusal RefusalOfPayee(const ClaimFile& file, const registry::Party& party) {
  if (file.notice_payee_id.empty()) return {};
  const std::string payee_id = party.LegalPersonIdOn(file.notice_ends_date);
  if (payee_id == file.notice_payee_id) return {};
  return Refuse(
      kNoticePayeeChanged,
      fmt::format("the notice names {}, and {} would be paid", file.notice_payee_id, payee_id),
      {{"payee_id", file.notice_payee_id}, {"new_payee_id", payee_id}});
}

}  // namespace

std::tuple<ClaimFile, RoundFile, policy::PolicyByVersion, registry::Party, MeasureFacts, GrantIdUse,
           CapUsage>
GrantSubsidy::Reads() const {
  return std::tuple_cat(claim.Views(), std::tuple(GrantIdUse{grant_id}, CapUsage{claim.cap_keys}));
}

decision::Decision GrantSubsidy::Decide(const ClaimFile& file, const RoundFile& round,
                                        const policy::PolicyByVersion& policy,
                                        const registry::Party& party, const MeasureFacts& measure,
                                        const GrantIdUse& same_id, const CapUsage& cap) const {
  if (file.state == v1::CLAIM_STATE_GRANTED && file.last_date == granted_date) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfState(file, {v1::CLAIM_STATE_NOTICE_CLOSED}, "the grant")) {
    return *refusal;
  }
  if (!claim.Fit(file, round, policy, party, measure)) return decision::Stale{};
  if (auto refusal = RefusalOfDate(file, granted_date)) return *refusal;
  if (auto refusal = RefusalOfPerson(file.actors, CheckedStep::kGranted, by)) return *refusal;
  if (!same_id.claim_id.empty()) {
    return decision::RejectAlreadyExists(
        kGrantIdTaken, fmt::format("grant {} is that of claim {}", grant_id, same_id.claim_id),
        {{"grant_id", grant_id}, {"claim_id", same_id.claim_id}});
  }
  if (auto refusal = RefusalOfObjection(file)) return *refusal;
  if (auto refusal = RefusalOfPayee(file, party)) return *refusal;
  if (auto refusal = RefusalOfBan(party, granted_date)) return *refusal;
  const Occasion occasion{Stage::kGrant, granted_date, file.terms.submitted_date};
  const Rules rules{policy.Get()->version, round};
  if (auto refusal = measure.RefusalAt(occasion, rules, party)) return *refusal;
  const AwardFacts facts{file, round, *policy.Get(), measure};
  if (!facts.InLog()) return decision::Stale{};
  if (auto refusal = RefusalOfLoweredEntitlement(facts, cap, occasion)) return *refusal;

  v1::SubsidyGranted granted;
  granted.set_claim_id(file.claim_id);
  granted.set_grant_id(grant_id);
  granted.set_cap_key(file.terms.cap_key);
  granted.set_budget_id(file.terms.budget_id);
  granted.set_amount_fen(file.amount.count);
  granted.set_enterprise_id(file.terms.enterprise_id);
  granted.set_granted_date(calendar::FormatDate(granted_date));
  granted.set_document(document);
  return decision::Record(granted);
}

}  // namespace debut::grants
