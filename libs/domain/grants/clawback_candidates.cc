#include "domain/grants/clawback_candidates.h"

#include <algorithm>
#include <array>

#include "decision/fact_codec.h"
#include "domain/grants/award.h"
#include "domain/grants/propose_clawback.h"

namespace debut::grants {
namespace {

using money::Fen;

// The states in which an award can still be lowered or refused.
bool BeforePayment(v1::ClaimState state) {
  constexpr std::array kStates = {v1::CLAIM_STATE_PROPOSED,    v1::CLAIM_STATE_DECIDED,
                                  v1::CLAIM_STATE_NOTICE_OPEN, v1::CLAIM_STATE_NOTICE_CLOSED,
                                  v1::CLAIM_STATE_GRANTED,     v1::CLAIM_STATE_PAYMENT_RETURNED};
  return std::ranges::find(kStates, state) != kStates.end();
}

ClawbackCandidate Paid(const ClaimNowViews& views, const AwardFacts& facts, absl::CivilDay date) {
  const DueNow due = DueOf(facts, views.party, views.cap, date);
  ClawbackCandidate candidate{.file = views.file,
                              .holds = views.file.payment.Claimable(),
                              .due = due.amount,
                              .paid = true,
                              .next_step = "ProposeClawback"};
  for (const policy::v1::SheetInput& input : due.sheet.inputs()) {
    if (input.name() == kNothingDue) candidate.reason = input.subject();
  }
  return candidate;
}

ClawbackCandidate Unpaid(const ClaimNowViews& views, const AwardFacts& facts, absl::CivilDay date) {
  ClawbackCandidate candidate{.file = views.file, .holds = views.file.amount};
  const Occasion occasion{Stage::kGrant, date, views.file.terms.submitted_date};
  const Rules rules{facts.policy.version, facts.round};
  if (auto refusal = views.measure.RefusalAt(occasion, rules, views.party)) {
    candidate.reason = refusal->reason;
  } else {
    const Fen used_by_others = std::max(views.cap.Used() - views.file.amount, Fen(0));
    candidate.due = Fen(SheetOf(facts, used_by_others, occasion).award_fen());
  }
  candidate.next_step = candidate.due > Fen(0) ? "AdjustAward" : "RefuseClaim";
  return candidate;
}

}  // namespace

eventstore::Query ClaimIdsOfEnterprises::Selects() const {
  eventstore::Query query;
  for (const std::string& id : enterprise_ids) {
    query.items.push_back({.types = decision::TypesOf<v1::ClaimSubmitted>(),
                           .tags = {decision::Tag("enterprise", id)}});
  }
  return query;
}

void ClaimIdsOfEnterprises::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ClaimSubmitted>(event,
                                   [&](const auto& fact) { claim_ids.push_back(fact.claim_id()); });
}

std::optional<ClawbackCandidate> CandidateIn(const ClaimNowViews& views, absl::CivilDay date) {
  if (!views.file.Known() || views.policy.Get() == nullptr) return std::nullopt;
  const AwardFacts facts{views.file, views.round, *views.policy.Get(), views.measure};
  std::optional<ClawbackCandidate> candidate;
  if (!RefusalOfClawbackState(views.file)) candidate = Paid(views, facts, date);
  if (BeforePayment(views.file.state)) candidate = Unpaid(views, facts, date);
  if (candidate && candidate->due >= candidate->holds) candidate.reset();
  return candidate;
}

}  // namespace debut::grants
