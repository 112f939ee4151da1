#include "domain/grants/round_reduction.h"

#include <algorithm>

#include "base/ensure.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::grants {
namespace {

using decision::On;
using decision::Tag;
using eventstore::Query;
using eventstore::SequencedEvent;
using money::Fen;
using policy::ReducibleClaim;

ReducibleClaim ReducibleOf(const ClaimFile& file) {
  ReducibleClaim claim{.claim_id = file.claim_id,
                       .acceptance_number = file.acceptance_number,
                       .entitlement = file.amount};
  if (const auto mean = file.review.MeanScore()) {
    claim.score_hundredths = 100 * mean->num() / mean->den();
  }
  for (const policy::v1::SheetStep& step : file.sheet->steps()) {
    if (step.kind() == policy::v1::STEP_KIND_SUM) claim.base = Fen(step.after_fen());
    const bool limits =
        step.kind() == policy::v1::STEP_KIND_CAP || step.kind() == policy::v1::STEP_KIND_ROOM;
    if (!limits || step.unlimited()) continue;
    claim.limit = std::min(claim.limit.value_or(Fen(step.limit_fen())), Fen(step.limit_fen()));
  }
  return claim;
}

}  // namespace

Query ReductionOfClaim::Selects() const {
  if (round_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::RoundReduced>(), .tags = {Tag("round", round_id)}}}};
}

void ReductionOfClaim::Apply(const SequencedEvent& event) {
  On<v1::RoundReduced>(event, [&](const v1::RoundReduced& fact) {
    decided = true;
    const auto row = std::ranges::find(fact.claims(), claim_id,
                                       [](const auto& claim) { return claim.claim_id(); });
    if (row == fact.claims().end()) return;
    amount = Fen(row->reduced_fen());
    mode = fact.mode();
    position = event.position;
  });
}

Query RoundClaimIds::Selects() const {
  if (round_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::ClaimSubmitted>(), .tags = {Tag("round", round_id)}}}};
}

void RoundClaimIds::Apply(const SequencedEvent& event) {
  On<v1::ClaimSubmitted>(event, [&](const auto& fact) { claim_ids.push_back(fact.claim_id()); });
}

WaitingClaims WaitingClaims::Of(const std::vector<std::string>& claim_ids) {
  WaitingClaims claims;
  for (const std::string& id : claim_ids) claims.files.emplace(id, ClaimFile{id});
  return claims;
}

bool WaitingClaims::Waits(v1::ClaimState state) {
  return state == v1::CLAIM_STATE_SUBMITTED || state == v1::CLAIM_STATE_ACCEPTED ||
         state == v1::CLAIM_STATE_COMPUTED;
}

Query WaitingClaims::Selects() const {
  Query query;
  for (const auto& [id, file] : files) {
    const Query own = file.Selects();
    query.items.insert(query.items.end(), own.items.begin(), own.items.end());
  }
  return query;
}

void WaitingClaims::Apply(const SequencedEvent& event) {
  static const std::string prefix = Tag("claim", "");
  for (const std::string& tag : event.event.tags) {
    if (!tag.starts_with(prefix)) continue;
    const auto file = files.find(tag.substr(prefix.size()));
    if (file != files.end()) file->second.Apply(event);
  }
}

bool WaitingClaims::AllWait() const {
  return std::ranges::all_of(files, [](const auto& entry) { return Waits(entry.second.state); });
}

const ClaimFile* WaitingClaims::NotComputed() const {
  for (const auto& [id, file] : files) {
    if (file.state != v1::CLAIM_STATE_COMPUTED) return &file;
  }
  return nullptr;
}

const ClaimFile* WaitingClaims::NotScored() const {
  for (const auto& [id, file] : files) {
    if (!file.review.MeanScore()) return &file;
  }
  return nullptr;
}

std::vector<ReducibleClaim> WaitingClaims::Reducible() const {
  std::vector<ReducibleClaim> claims;
  for (const auto& [id, file] : files) claims.push_back(ReducibleOf(file));
  std::ranges::sort(claims, {}, &ReducibleClaim::acceptance_number);
  return claims;
}

money::Ratio RateMaxOf(const RoundFile& round) { return round.rate.value_or(money::Ratio(1, 1)); }

policy::Reduction Reduce(v1::ReductionMode mode, const std::vector<ReducibleClaim>& claims,
                         Fen budget, money::Ratio rate_max) {
  switch (mode) {
    case v1::REDUCTION_MODE_QUEUE:
      return policy::ReduceByQueue(claims, budget);
    case v1::REDUCTION_MODE_RANK:
      return policy::ReduceByRank(claims, budget);
    case v1::REDUCTION_MODE_PRO_RATA:
      return policy::ReduceProRata(claims, budget);
    case v1::REDUCTION_MODE_RATE:
      return policy::ReduceByRate(claims, budget, rate_max);
    default:
      ENSURE(false, "a reduction without a mode");
  }
}

}  // namespace debut::grants
