#include "domain/grants/first_market_entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "decision/nested_views.h"

namespace debut::grants {
namespace {

using decision::AddItems;
using decision::ApplyIfSelected;
using eventstore::Position;
using eventstore::Query;
using eventstore::SequencedEvent;
using market::ContractFile;

bool AllInLog(const std::vector<Position>& positions) {
  return std::ranges::all_of(positions, [](Position position) { return position > Position{}; });
}

}  // namespace

std::optional<FirstMarketEntryBasis> FirstMarketEntry::BasisIn(
    const v1::ClaimSubmitted& submitted) {
  if (!submitted.has_first_market_entry()) return std::nullopt;
  const v1::FirstMarketEntryBasis& basis = submitted.first_market_entry();
  return Basis{.product_id = basis.product_id(),
               .family_id = basis.family_id(),
               .contract_ids = {basis.contract_ids().begin(), basis.contract_ids().end()}};
}

void FirstMarketEntry::WriteBasis(const Basis& basis, v1::ClaimSubmitted& submitted) {
  v1::FirstMarketEntryBasis& written = *submitted.mutable_first_market_entry();
  written.set_product_id(basis.product_id);
  written.set_family_id(basis.family_id);
  for (const std::string& id : basis.contract_ids) written.add_contract_ids(id);
}

FirstMarketEntry::FirstMarketEntry(Basis basis)
    : basis_(std::move(basis)), product_{basis_.product_id}, case_{basis_.family_id} {
  for (const std::string& id : basis_.contract_ids) contracts_.emplace(id, ContractFile{id});
}

FirstMarketEntry FirstMarketEntry::ClaimFor(const std::string& product_id,
                                            std::vector<std::string> contract_ids) {
  std::ranges::sort(contract_ids);
  const auto repeated = std::ranges::unique(contract_ids);
  contract_ids.erase(repeated.begin(), repeated.end());
  FirstMarketEntry claim(Basis{product_id, "", std::move(contract_ids)});
  claim.whole_case_ = claim.basis_.contract_ids.empty();
  return claim;
}

Query FirstMarketEntry::Selects() const {
  Query query = product_.Selects();
  AddItems(case_.Selects(), query);
  for (const auto& [id, contract] : contracts_) AddItems(contract.Selects(), query);
  return query;
}

void FirstMarketEntry::Apply(const SequencedEvent& event) {
  ApplyIfSelected(product_, event);
  ApplyIfSelected(case_, event);
  for (auto& [id, contract] : contracts_) ApplyIfSelected(contract, event);
}

// One more than a claim can carry is enough to refuse it.
std::vector<std::string> FirstMarketEntry::ContractsOfCase() const {
  std::vector<std::string> ids;
  for (const auto& [id, member] : case_.members) {
    if (member.product_id == basis_.product_id && ids.size() <= kContractsMax) ids.push_back(id);
  }
  return ids;
}

bool FirstMarketEntry::Complete() const {
  return product_.family_id == basis_.family_id &&
         (!whole_case_ || ContractsOfCase() == basis_.contract_ids);
}

FirstMarketEntry FirstMarketEntry::Widened() const {
  FirstMarketEntry wider(Basis{basis_.product_id, product_.family_id,
                               whole_case_ ? ContractsOfCase() : basis_.contract_ids});
  wider.whole_case_ = whole_case_;
  return wider;
}

std::string FirstMarketEntry::SubjectKey() const {
  return basis_.family_id.empty() ? "" : fmt::format("m3/{}", basis_.family_id);
}

// The family's, whoever makes its products.
std::vector<std::string> FirstMarketEntry::CapKeys(const registry::Party&, const RoundFile&) const {
  return {SubjectKey()};
}

std::vector<Evidence> FirstMarketEntry::EvidenceUsed() const {
  std::vector<Evidence> uses;
  for (const auto& [id, contract] : contracts_) uses.push_back({contract.evidence_key, id});
  return uses;
}

bool FirstMarketEntry::InLog() const {
  return AllInLog(product_.level_positions) &&
         std::ranges::all_of(
             contracts_, [](const auto& entry) { return AllInLog(entry.second.agreed_positions); });
}

}  // namespace debut::grants
