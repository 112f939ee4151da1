#include "services/readmodels/claim_indexes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "services/readmodels/claims_projector.h"
#include "services/readmodels/work_items.h"

namespace debut::readmodels {
namespace {

constexpr char kClaimKind[] = "claim";

std::string PublicKey(const v1::ClaimRow& claim) {
  return fmt::format("{}/{:010}/{}", claim.round_id(), claim.acceptance_number(), claim.claim_id());
}

std::optional<v1::WorkItem> WorkOf(v1::ClaimRow claim) {
  SetNextStep(claim);
  if (claim.next_step().empty()) return std::nullopt;
  v1::WorkItem item;
  item.set_step(claim.next_step());
  item.set_due_date(claim.due_date());
  item.set_since_date(claim.step_date());
  item.set_subject_kind(kClaimKind);
  item.set_subject_id(claim.claim_id());
  item.set_measure(claim.measure());
  item.set_enterprise_id(claim.enterprise_id());
  item.set_amount_fen(claim.amount_fen());
  return item;
}

// Adds the claim, `times` 1 or −1.
void Add(const v1::ClaimRow& claim, int times, v1::MeasureYear& sums) {
  if (claim.claim_id().empty()) return;
  sums.set_claims_count(sums.claims_count() + static_cast<std::uint32_t>(times));
  AddState(*sums.mutable_states(), claim.state(), times);
  sums.set_entitlement_fen(sums.entitlement_fen() + times * claim.entitlement_fen());
  sums.set_reserved_fen(sums.reserved_fen() + times * claim.reserved_fen());
  sums.set_committed_fen(sums.committed_fen() + times * claim.committed_fen());
  sums.set_spent_fen(sums.spent_fen() + times * claim.spent_fen());
  sums.set_recovered_fen(sums.recovered_fen() + times * claim.recovered_fen());
}

void AddToYears(const v1::ClaimRow& before, const v1::ClaimRow& after, projection::Rows& rows) {
  // What a claim says of itself when it is submitted never changes.
  for (const auto& [basis, year] : {std::pair(v1::YEAR_BASIS_ROUND, after.round_year()),
                                    std::pair(v1::YEAR_BASIS_BUDGET, after.budget_year()),
                                    std::pair(v1::YEAR_BASIS_LIMIT, after.limit_year())}) {
    v1::MeasureYear place;
    place.set_basis(basis);
    place.set_year(year);
    place.set_measure(after.measure());
    rows.Update(kMeasureYears, MeasureYearKey(place), [&](v1::MeasureYear& sums) {
      sums.set_basis(basis);
      sums.set_year(year);
      sums.set_measure(after.measure());
      Add(before, -1, sums);
      Add(after, 1, sums);
    });
  }
}

// What came in: a sum that goes down has moved on to the next one.
std::int64_t Gain(std::int64_t before_fen, std::int64_t after_fen) {
  return std::max<std::int64_t>(0, after_fen - before_fen);
}

void AddToMonth(const v1::ClaimRow& before, const v1::ClaimRow& after, projection::Rows& rows) {
  constexpr std::size_t kMonthCharacters = 7;  // "2021-07"
  if (after.step_date().size() < kMonthCharacters) return;
  v1::MeasureMonth gains;
  gains.set_submitted_count(before.claim_id().empty() ? 1 : 0);
  gains.set_proposed_fen(Gain(before.reserved_fen(), after.reserved_fen()));
  gains.set_granted_fen(Gain(before.committed_fen(), after.committed_fen()));
  gains.set_paid_fen(Gain(before.spent_fen(), after.spent_fen()));
  gains.set_recovered_fen(Gain(before.recovered_fen(), after.recovered_fen()));
  if (gains.ByteSizeLong() == 0) return;
  const std::string month = after.step_date().substr(0, kMonthCharacters);
  rows.Update(kMeasureMonths, fmt::format("{}/{}", month, static_cast<int>(after.measure())),
              [&](v1::MeasureMonth& sums) {
                sums.set_month(month);
                sums.set_measure(after.measure());
                sums.set_submitted_count(sums.submitted_count() + gains.submitted_count());
                sums.set_proposed_fen(sums.proposed_fen() + gains.proposed_fen());
                sums.set_granted_fen(sums.granted_fen() + gains.granted_fen());
                sums.set_paid_fen(sums.paid_fen() + gains.paid_fen());
                sums.set_recovered_fen(sums.recovered_fen() + gains.recovered_fen());
              });
}

}  // namespace

std::string MeasureYearKey(const v1::MeasureYear& sums) {
  return fmt::format("{}/{}/{}", static_cast<int>(sums.basis()), sums.year(),
                     static_cast<int>(sums.measure()));
}

bool IsPublic(const v1::ClaimRow& claim) {
  return !claim.notice_opened_date().empty() &&
         claim.reserved_fen() + claim.committed_fen() + claim.spent_fen() > 0;
}

void AddState(google::protobuf::RepeatedPtrField<v1::StateCount>& states,
              grants::v1::ClaimState state, int claims_count) {
  auto found = std::ranges::find_if(
      states, [&](const v1::StateCount& each) { return each.state() >= state; });
  if (found == states.end() || found->state() != state) {
    const auto index = found - states.begin();
    v1::StateCount& added = *states.Add();
    added.set_state(state);
    std::rotate(states.begin() + index, states.end() - 1, states.end());
    found = states.begin() + index;
  }
  found->set_claims_count(found->claims_count() + static_cast<std::uint32_t>(claims_count));
  if (found->claims_count() == 0) states.erase(found);
}

void Reindex(const v1::ClaimRow& before, const v1::ClaimRow& after, projection::Rows& rows) {
  const bool is_new = before.claim_id().empty();
  v1::IndexEntry entry;
  entry.set_id(after.claim_id());
  if (is_new) {
    rows.Put(kClaimsByEnterprise, after.enterprise_id() + "/" + after.claim_id(), entry);
  }
  if (IsPublic(before) && !IsPublic(after)) rows.Erase(kPublicClaims, PublicKey(before));
  if (IsPublic(after)) rows.Put(kPublicClaims, PublicKey(after), entry);
  ReplaceWork(is_new ? std::nullopt : WorkOf(before), WorkOf(after), rows);
  AddToYears(before, after, rows);
  AddToMonth(before, after, rows);
}

}  // namespace debut::readmodels
