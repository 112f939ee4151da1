#include "domain/grants/standards.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calendar/date.h"
#include "decision/nested_views.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"
#include "domain/grants/standing.h"
#include "domain/standards/standard_number.h"
#include "policy/standards.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using standards::Drafter;
using standards::StandardFile;

std::set<std::string> ProductsOf(const StandardsBasis& basis) {
  std::set<std::string> ids;
  for (const ClaimedStandard& claimed : basis.standards) ids.insert(claimed.product_id);
  return ids;
}

StandardsGuide::Row RowOf(const StandardFile& standard, const Drafter& drafter) {
  return {standard.tier, drafter.role};
}

}  // namespace

std::optional<StandardsBasis> Standards::BasisIn(const v1::ClaimSubmitted& submitted) {
  if (!submitted.has_standards()) return std::nullopt;
  const v1::StandardsBasis& stored = submitted.standards();
  Basis basis{
      .drafter_id = stored.drafter_id(), .limit_year = stored.limit_year(), .standards = {}};
  for (const v1::ClaimedStandard& claimed : stored.standards()) {
    basis.standards.push_back({claimed.standard_id(), claimed.product_id()});
  }
  return basis;
}

void Standards::WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  v1::StandardsBasis& written = *submitted.mutable_standards();
  written.set_drafter_id(basis.drafter_id);
  written.set_limit_year(basis.limit_year);
  for (const ClaimedStandard& claimed : basis.standards) {
    v1::ClaimedStandard& added = *written.add_standards();
    added.set_standard_id(claimed.standard_id);
    added.set_product_id(claimed.product_id);
  }
}

Standards::Standards(Basis basis) : basis_(std::move(basis)), products_(ProductsOf(basis_)) {
  for (const ClaimedStandard& claimed : basis_.standards) {
    standards_.emplace(claimed.standard_id, StandardFile{claimed.standard_id});
  }
}

eventstore::Query Standards::Selects() const {
  eventstore::Query query = products_.Selects();
  for (const auto& [id, standard] : standards_) decision::AddItems(standard.Selects(), query);
  return query;
}

void Standards::Apply(const eventstore::SequencedEvent& event) {
  decision::ApplyIfSelected(products_, event);
  for (auto& [id, standard] : standards_) decision::ApplyIfSelected(standard, event);
}

std::string Standards::SubjectKey() const {
  return fmt::format("m2/{}/{}", basis_.drafter_id, basis_.limit_year);
}

std::vector<std::string> Standards::CapKeys(const registry::Party& claimant,
                                            const RoundFile& round) const {
  const auto* guide = std::get_if<StandardsGuide>(&round.guide);
  if (guide == nullptr || !guide->cap.has_value()) return {};
  return CapKeysOf("m2", basis_.drafter_id, claimant, std::to_string(basis_.limit_year));
}

std::vector<Evidence> Standards::EvidenceUsed() const {
  std::vector<Evidence> uses;
  for (const auto& [id, standard] : standards_) {
    uses.push_back({standards::DraftingKey(standard.number_key, basis_.drafter_id), id});
    if (standard.series_id.empty()) continue;
    uses.push_back({standards::SeriesKey(standard.series_id, basis_.drafter_id), id});
  }
  return uses;
}

bool Standards::InLog() const {
  return std::ranges::all_of(standards_, [](const auto& entry) {
    return std::ranges::all_of(entry.second.credit_positions, [](eventstore::Position position) {
      return position > eventstore::Position{};
    });
  });
}

Refusal Standards::RefusalAt(const Occasion& occasion, const Rules& rules,
                             const registry::Party& claimant) const {
  if (!claimant.Contains(basis_.drafter_id)) {
    return Refuse(kDrafterIsAnother, fmt::format("{} is not {}", claimant.id(), basis_.drafter_id),
                  {{"drafter_id", basis_.drafter_id}});
  }
  // After the payment, what has lost its ground does not count any more; see Calculate().
  if (occasion.stage > Stage::kPayment) return {};
  const auto& guide = std::get<StandardsGuide>(rules.round.guide);
  for (const ClaimedStandard& claimed : basis_.standards) {
    if (auto refusal = RefusalOfStandard(standards_.at(claimed.standard_id), occasion, guide)) {
      return refusal;
    }
    if (auto refusal = RefusalOfProduct(claimed, occasion, rules.policy.standards())) {
      return refusal;
    }
  }
  return RefusalOfSeries();
}

Refusal Standards::RefusalOfStandard(const StandardFile& standard, const Occasion& occasion,
                                     const StandardsGuide& guide) const {
  const std::string& id = standard.standard_id;
  if (!standard.Known()) {
    return RefuseNotFound(kStandardUnknown, fmt::format("there is no standard {}", id),
                          {{"standard_id", id}});
  }
  if (!standard.Published() || standard.published_date > occasion.date) {
    return Refuse(kStandardNotPublished,
                  fmt::format("{} is not published on {}", id, FormatDate(occasion.date)),
                  {{"standard_id", id}});
  }
  if (standard.Withdrawn() && standard.last_date <= occasion.date &&
      occasion.stage != Stage::kPayment) {
    return Refuse(kStandardWithdrawn,
                  fmt::format("{} was withdrawn on {}", id, FormatDate(standard.last_date)),
                  {{"standard_id", id}, {"withdrawn_date", FormatDate(standard.last_date)}});
  }
  const auto drafter = standard.drafters.find(basis_.drafter_id);
  if (drafter == standard.drafters.end()) {
    return Refuse(kDrafterUnknown, fmt::format("{} did not draft {}", basis_.drafter_id, id),
                  {{"standard_id", id}, {"drafter_id", basis_.drafter_id}});
  }
  const auto year = static_cast<std::uint32_t>(standard.published_date.year());
  if (year != basis_.limit_year) {
    return Refuse(kLimitYearDiffers,
                  fmt::format("{} was published in {}, not in {}", id, year, basis_.limit_year),
                  {{"standard_id", id}, {"limit_year", std::to_string(year)}});
  }
  if (guide.rewards.contains(RowOf(standard, drafter->second))) return {};
  return Refuse(kRewardNotInGuide,
                fmt::format("the round's guide gives nothing for {} as {} of {}", id,
                            standards::v1::DrafterRole_Name(drafter->second.role),
                            standards::v1::Tier_Name(standard.tier)),
                {{"standard_id", id}});
}

Refusal Standards::RefusalOfProduct(const ClaimedStandard& claimed, const Occasion& occasion,
                                    const policy::v1::StandardsRules& rules) const {
  const std::string& id = claimed.product_id;
  if (!standards_.at(claimed.standard_id).product_ids.contains(id)) {
    return Refuse(kProductNotCovered, fmt::format("{} is not for {}", claimed.standard_id, id),
                  {{"standard_id", claimed.standard_id}, {"product_id", id}});
  }
  return RefusalOfNamedProduct(products_.Of(id), occasion, rules.product_certified());
}

Refusal Standards::RefusalOfSeries() const {
  std::map<std::string, std::string> seen;  // Standard by series.
  for (const auto& [id, standard] : standards_) {
    if (standard.series_id.empty()) continue;
    const auto [first, is_first] = seen.emplace(standard.series_id, id);
    if (is_first) continue;
    return Refuse(kSeriesNamedTwice,
                  fmt::format("{} and {} are parts of one series", first->second, id),
                  {{"series_id", standard.series_id}, {"standard_id", id}});
  }
  return {};
}

void Standards::Calculate(const Rules& rules, money::Fen cap_used, const Occasion&,
                          policy::Calculation& calculation) const {
  const auto& guide = std::get<StandardsGuide>(rules.round.guide);
  policy::StandardsInputs inputs{.draftings = {}, .cap = guide.cap, .cap_used = cap_used};
  for (const ClaimedStandard& claimed : basis_.standards) {
    if (IsVoid(products_.Of(claimed.product_id))) continue;
    const std::string& id = claimed.standard_id;
    const StandardFile& standard = standards_.at(id);
    const Drafter& drafter = standard.drafters.at(basis_.drafter_id);
    std::vector<eventstore::Position> positions = standard.credit_positions;
    positions.push_back(rules.round.position);
    inputs.draftings.push_back(
        {.standard_id = id,
         .tier_and_role = fmt::format("{} {}", standards::v1::Tier_Name(standard.tier),
                                      standards::v1::DrafterRole_Name(drafter.role)),
         .reward = guide.rewards.at(RowOf(standard, drafter)),
         .positions = std::move(positions)});
  }
  policy::CalculateStandards(rules.policy.standards(), inputs, calculation);
}

}  // namespace debut::grants
