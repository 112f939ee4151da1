#include "domain/grants/first_market_entry.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/ensure.h"
#include "calendar/date.h"
#include "decision/view.h"
#include "domain/grants/guards.h"
#include "domain/grants/reasons.h"
#include "policy/first_market_entry.h"

namespace debut::grants {
namespace {

using calendar::FormatDate;
using certification::Delisting;
using certification::ProductFile;
using eventstore::Position;
using eventstore::Query;
using eventstore::SequencedEvent;
using market::ContractFile;
using money::Fen;
using money::Ratio;

Ratio RatioOf(const policy::v1::RatioFigure& figure) {
  return {figure.numerator(), figure.denominator()};
}

template <decision::View V>
void ApplyIfSelected(V& view, const SequencedEvent& event) {
  const Query query = view.Selects();
  if (!query.items.empty() && decision::Selected(query, event)) view.Apply(event);
}

void AddItems(const Query& query, Query& whole) {
  whole.items.insert(whole.items.end(), query.items.begin(), query.items.end());
}

bool AllInLog(const std::vector<Position>& positions) {
  return std::ranges::all_of(positions, [](Position position) { return position > Position{}; });
}

// VOID counts at every step, REVOKED until the grant, EXPIRED for new claims only.
const Delisting* DelistingThatCounts(const ProductFile& product, const Occasion& occasion) {
  for (const Delisting& delisting : product.delistings) {
    if (delisting.kind == certification::v1::DELISTING_KIND_VOID) return &delisting;
    if (delisting.kind == certification::v1::DELISTING_KIND_REVOKED &&
        delisting.effective_date <= occasion.date && occasion.stage != Stage::kPayment) {
      return &delisting;
    }
  }
  return occasion.stage == Stage::kSubmission ? product.DelistingOn(occasion.date) : nullptr;
}

Fen ReceivedBy(const ContractFile& contract, absl::CivilDay date) {
  Fen sum;
  for (const auto& [voucher, payment] : contract.payments) {
    if (payment.date <= date) sum += payment.amount;
  }
  return sum;
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

Refusal FirstMarketEntry::RefusalOfRate(const policy::v1::PolicyVersion& policy, Ratio rate) {
  const Ratio ceiling = RatioOf(policy.first_market_entry().rate_max());
  if (rate <= ceiling) return {};
  return Refuse(
      kRateAboveCeiling,
      fmt::format("policy {} allows a rate of {} at most", policy.version_id(),
                  money::FormatRatio(ceiling)),
      {{"rate", money::FormatRatio(rate)}, {"ceiling_rate", money::FormatRatio(ceiling)}});
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

Refusal FirstMarketEntry::RefusalAt(const Occasion& occasion,
                                    const policy::v1::PolicyVersion& policy,
                                    const registry::Party& claimant) const {
  const policy::v1::FirstMarketEntryRules& rules = policy.first_market_entry();
  if (occasion.stage == Stage::kSubmission) {
    if (rules.claimant_in_zone().value() && !claimant.ZoneRegisteredOn(occasion.date)) {
      return Refuse(kEnterpriseNotInZone,
                    fmt::format("{} is not registered in the zone on {}", claimant.id(),
                                FormatDate(occasion.date)),
                    {{"enterprise_id", claimant.id()}});
    }
    if (rules.claimant_is_sme().value() && !claimant.SmeOn(occasion.date)) {
      return Refuse(kEnterpriseNotSme,
                    fmt::format("{} is no small or medium-sized enterprise on {}", claimant.id(),
                                FormatDate(occasion.date)),
                    {{"enterprise_id", claimant.id()}});
    }
  }
  if (auto refusal = RefusalOfProduct(occasion, claimant)) return refusal;
  if (auto refusal = RefusalOfContracts(occasion)) return refusal;
  if (occasion.stage == Stage::kPayment) return RefusalOfPaidInShare(occasion, rules);
  return {};
}

Refusal FirstMarketEntry::RefusalOfProduct(const Occasion& occasion,
                                           const registry::Party& claimant) const {
  const std::string& id = basis_.product_id;
  if (!product_.submitted) {
    return RefuseNotFound(kProductUnknown, fmt::format("there is no product {}", id),
                          {{"product_id", id}});
  }
  if (!claimant.Contains(product_.enterprise_id)) {
    return Refuse(kProductOfAnotherMaker,
                  fmt::format("{} makes {}, not {}", product_.enterprise_id, id, claimant.id()),
                  {{"product_id", id}, {"maker_id", product_.enterprise_id}});
  }
  if (const Delisting* delisting = DelistingThatCounts(product_, occasion)) {
    const std::string kind =
        certification::v1::DelistingKind_Name(delisting->kind).substr(sizeof("DELISTING_KIND"));
    return Refuse(kProductDelisted,
                  fmt::format("{} was delisted ({}) from {} on", id, kind,
                              FormatDate(delisting->effective_date)),
                  {{"product_id", id},
                   {"delisting_kind", kind},
                   {"effective_date", FormatDate(delisting->effective_date)}});
  }
  if (occasion.stage != Stage::kSubmission) return {};
  if (!product_.CertifiedOn(occasion.date)) {
    return Refuse(kProductNotCertified,
                  fmt::format("{} is not certified on {}", id, FormatDate(occasion.date)),
                  {{"product_id", id}});
  }
  if (!product_.ListedOn(occasion.date)) {
    return Refuse(kProductNotListed,
                  fmt::format("{} is in no catalogue on {}", id, FormatDate(occasion.date)),
                  {{"product_id", id}});
  }
  return {};
}

Refusal FirstMarketEntry::RefusalOfContracts(const Occasion& occasion) const {
  if (occasion.stage == Stage::kSubmission) {
    if (!case_.opened) {
      return RefuseNotFound(kFirstEntryCaseUnknown,
                            fmt::format("{} has no first-entry case", basis_.family_id),
                            {{"family_id", basis_.family_id}});
    }
    if (basis_.contract_ids.size() > kContractsMax) {
      return Refuse(kContractsTooMany,
                    fmt::format("a claim carries {} contracts at most", kContractsMax),
                    {{"contracts_max", std::to_string(kContractsMax)}});
    }
    if (basis_.contract_ids.empty()) {
      return Refuse(kContractNotInCase,
                    fmt::format("no contract joined the case with {}", basis_.product_id),
                    {{"product_id", basis_.product_id}});
    }
    for (const std::string& id : basis_.contract_ids) {
      const auto member = case_.members.find(id);
      if (member != case_.members.end() && member->second.product_id == basis_.product_id) continue;
      return Refuse(
          kContractNotInCase,
          fmt::format("contract {} has not joined the case with {}", id, basis_.product_id),
          {{"contract_id", id}, {"product_id", basis_.product_id}});
    }
  }
  for (const auto& [id, contract] : contracts_) {
    if (!contract.terminated_date.has_value()) continue;
    return Refuse(
        kContractTerminated,
        fmt::format("contract {} was terminated on {}", id, FormatDate(*contract.terminated_date)),
        {{"contract_id", id}});
  }
  return {};
}

Refusal FirstMarketEntry::RefusalOfPaidInShare(
    const Occasion& occasion, const policy::v1::FirstMarketEntryRules& rules) const {
  Fen price;
  Fen received;
  for (const auto& [id, contract] : contracts_) {
    price += contract.LineOf(basis_.product_id);
    received += ReceivedBy(contract, occasion.date);
  }
  const Ratio share = RatioOf(rules.paid_in_share_min());
  if (price <= Fen(0) || Ratio(received.count, price.count) >= share) return {};
  // The least amount whose share of the price is enough.
  const Fen required = -money::FloorMul(-price, share);
  return Refuse(kPaidInShareTooLow,
                fmt::format("{} fen of {} have been received, {} are needed", received.count,
                            price.count, required.count),
                {{"received_fen", std::to_string(received.count)},
                 {"required_fen", std::to_string(required.count)}});
}

std::string FirstMarketEntry::SubjectKey() const {
  return basis_.family_id.empty() ? "" : fmt::format("m3/{}", basis_.family_id);
}

// The family's, whoever makes its products.
std::vector<std::string> FirstMarketEntry::CapKeys(const registry::Party&) const {
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

certification::v1::Level FirstMarketEntry::LevelThatCounts(
    const policy::v1::FirstMarketEntryRules& rules, const Occasion& occasion) const {
  const absl::CivilDay date = rules.cap_level_on() == policy::v1::CAP_LEVEL_BASIS_SUBMISSION_DATE
                                  ? occasion.submitted_date
                                  : case_.earliest_signed_date;
  const auto level = product_.LevelOn(date);
  if (level != certification::v1::LEVEL_UNSPECIFIED) return level;
  ENSURE(!product_.levels.empty(), "a claim for a product that was never certified");
  return product_.levels.begin()->second;
}

void FirstMarketEntry::Calculate(const policy::v1::PolicyVersion& policy, Ratio rate, Fen cap_used,
                                 const Occasion& occasion, policy::Calculation& calculation) const {
  const policy::v1::FirstMarketEntryRules& rules = policy.first_market_entry();
  policy::FirstMarketEntryInputs inputs{.contracts = {},
                                        .product_id = basis_.product_id,
                                        .level = LevelThatCounts(rules, occasion),
                                        .level_positions = product_.level_positions,
                                        .rate = rate,
                                        .cap_used = cap_used};
  for (const auto& [id, contract] : contracts_) {
    inputs.contracts.push_back({id, contract.LineOf(basis_.product_id), contract.agreed_positions});
  }
  policy::CalculateFirstMarketEntry(rules, inputs, calculation);
}

}  // namespace debut::grants
