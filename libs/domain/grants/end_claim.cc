#include "domain/grants/end_claim.h"

#include <algorithm>
#include <array>

#include "calendar/date.h"
#include "domain/grants/guards.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using decision::Decision;

constexpr std::array kReservedStates = {v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN,
                                        v1::CLAIM_STATE_NOTICE_CLOSED};
constexpr std::array kCommittedStates = {v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED};

template <std::size_t N>
bool IsOneOf(v1::ClaimState state, const std::array<v1::ClaimState, N>& states) {
  return std::ranges::find(states, state) != states.end();
}

// What the claim holds; unspecified: nothing.
v1::ReserveStage StageOf(v1::ClaimState state) {
  if (IsOneOf(state, kReservedStates)) return v1::RESERVE_STAGE_RESERVED;
  if (IsOneOf(state, kCommittedStates)) return v1::RESERVE_STAGE_COMMITTED;
  return v1::RESERVE_STAGE_UNSPECIFIED;
}

v1::ReserveReleased ReleaseOf(const ClaimFile& file, v1::ReserveStage stage) {
  v1::ReserveReleased released;
  released.set_claim_id(file.claim_id);
  released.set_cap_key(file.terms.cap_key);
  released.set_budget_id(file.terms.budget_id);
  released.set_amount_fen(file.amount.count);
  released.set_enterprise_id(file.terms.enterprise_id);
  released.set_stage(stage);
  for (const Evidence& use : file.evidence) {
    auto& freed = *released.add_evidence();
    freed.set_evidence_key(use.key);
    freed.set_subject_id(use.subject_id);
  }
  return released;
}

Refusal RefusalOfEnd(const ClaimFile& file, absl::CivilDay date, std::string_view step) {
  if (auto refusal = RefusalOfState(
          file,
          {v1::CLAIM_STATE_SUBMITTED, v1::CLAIM_STATE_ACCEPTED, v1::CLAIM_STATE_COMPUTED,
           v1::CLAIM_STATE_PROPOSED, v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED,
           v1::CLAIM_STATE_GRANTED, v1::CLAIM_STATE_PAYMENT_RETURNED},
          step)) {
    return refusal;
  }
  return RefusalOfDate(file, date);
}

template <typename Fact>
Decision RecordEnd(const ClaimFile& file, const std::string& grounds, Fact fact) {
  fact.set_claim_id(file.claim_id);
  fact.set_round_id(file.terms.round_id);
  fact.set_subject_key(file.terms.subject_key);
  fact.set_grounds(grounds);
  const v1::ReserveStage stage = StageOf(file.state);
  if (stage == v1::RESERVE_STAGE_UNSPECIFIED) return decision::Record(fact);
  return decision::Record(fact, ReleaseOf(file, stage));
}

}  // namespace

Decision RefuseClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_REFUSED && file.last_date == refused_date &&
      file.grounds == grounds) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfEnd(file, refused_date, "refusal")) return *refusal;
  v1::ClaimRefused refused;
  refused.set_refused_date(FormatDate(refused_date));
  return RecordEnd(file, grounds, std::move(refused));
}

Decision WithdrawClaim::Decide(const ClaimFile& file) const {
  if (file.state == v1::CLAIM_STATE_WITHDRAWN && file.last_date == withdrawn_date &&
      file.grounds == grounds) {
    return decision::Nothing();
  }
  if (auto refusal = RefusalOfEnd(file, withdrawn_date, "withdrawal")) return *refusal;
  v1::ClaimWithdrawn withdrawn;
  withdrawn.set_withdrawn_date(FormatDate(withdrawn_date));
  return RecordEnd(file, grounds, std::move(withdrawn));
}

}  // namespace debut::grants
