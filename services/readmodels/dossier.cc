#include "services/readmodels/dossier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/status_macros.h"
#include "debut/financing/v1/financing_events.pb.h"
#include "services/readmodels/caps_projector.h"
#include "services/readmodels/claim_indexes.h"
#include "services/readmodels/claims_projector.h"
#include "services/readmodels/limits_projector.h"
#include "services/readmodels/names_projector.h"
#include "services/readmodels/products_projector.h"

namespace debut::readmodels {
namespace {

using projection::RowReader;
using Party = std::vector<std::string>;

// "m4/E-2/2021" of an enterprise that was merged into E-1 counts under "m4/E-1/2021".
std::string CommonKey(const v1::Cap& cap, const Party& party) {
  if (std::ranges::find(party, cap.subject()) == party.end()) return cap.cap_key();
  std::string key = cap.cap_key();
  const std::size_t subject = key.find('/') + 1;
  return key.replace(subject, cap.subject().size(), party.front());
}

// Caps by key, so that their order is that of ListCaps.
using CapsByKey = std::map<std::string, v1::Cap>;

void AddUsage(const v1::Cap& used, v1::Cap& sum) {
  sum.set_reserved_fen(sum.reserved_fen() + used.reserved_fen());
  sum.set_granted_fen(sum.granted_fen() + used.granted_fen());
  sum.set_paid_fen(sum.paid_fen() + used.paid_fen());
  sum.set_recovered_fen(sum.recovered_fen() + used.recovered_fen());
  sum.set_awards_count(sum.awards_count() + used.awards_count());
}

absl::StatusOr<CapsByKey> UsedCaps(const RowReader& caps, const Party& party) {
  ASSIGN_OR_RETURN(const std::vector<std::string> keys, IdsOf(caps, kCapsByEnterprise, party));
  CapsByKey common;
  // A product family may have been used by two members: its cap is one row, and counts once.
  for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) {
    ASSIGN_OR_RETURN(const auto cap, caps.Get(kCaps, key));
    if (!cap) continue;
    const std::string common_key = CommonKey(*cap, party);
    const auto [entry, is_new] = common.try_emplace(common_key, *cap);
    if (!is_new) AddUsage(*cap, entry->second);
    if (common_key != key) {
      entry->second.set_cap_key(common_key);
      entry->second.set_subject(party.front());
    }
  }
  return common;
}

v1::Cap UnusedCap(const std::string& key, policy::v1::Measure measure, const std::string& subject,
                  const policy::v1::CapFigure& figure) {
  v1::Cap cap;
  cap.set_cap_key(key);
  cap.set_measure(measure);
  cap.set_subject(subject);
  cap.set_unlimited(figure.none());
  cap.set_cap_fen(figure.fen());
  return cap;
}

// Of each certified family that is not delisted.
void AddUnusedFamilies(const policy::v1::FirstMarketEntryRules& rules,
                       const std::vector<v1::ProductRow>& products, CapsByKey& caps) {
  for (const v1::ProductRow& product : products) {
    if (product.level() == certification::v1::LEVEL_UNSPECIFIED || !product.delisted_date().empty())
      continue;
    const bool international = product.level() == certification::v1::LEVEL_INTERNATIONAL;
    const std::string key = "m3/" + product.family_id();
    caps.try_emplace(key,
                     UnusedCap(key, policy::v1::MEASURE_FIRST_MARKET_ENTRY, product.family_id(),
                               international ? rules.cap_international() : rules.cap_domestic()));
  }
}

// A limit of one year.
void AddUnusedYear(v1::Cap cap, int year, CapsByKey& caps) {
  cap.set_limit_year(static_cast<std::uint32_t>(year));
  caps.try_emplace(cap.cap_key(), cap);
}

// Of each credit product: in the year whose interest is claimed now, and in the year in which
// interest is paid now.
void AddUnusedCreditProducts(const policy::v1::FinancingRules& rules,
                             const std::string& enterprise_id, int year, CapsByKey& caps) {
  const int claimed_year = year - static_cast<int>(rules.claimed_years_after().value());
  const auto& types = *financing::v1::LoanType_descriptor();
  for (int i = 0; i < types.value_count(); ++i) {
    if (types.value(i)->number() == financing::v1::LOAN_TYPE_UNSPECIFIED) continue;
    const std::string name = types.value(i)->name().substr(std::string_view("LOAN_TYPE_").size());
    for (const int limit_year : {claimed_year, year}) {
      const std::string key = fmt::format("m7/{}/{}/{}", enterprise_id, name, limit_year);
      AddUnusedYear(UnusedCap(key, policy::v1::MEASURE_FINANCING, enterprise_id,
                              rules.cap_per_enterprise_credit_product_year()),
                    limit_year, caps);
    }
  }
}

// What the policy in force gives without having been used. Caps of measures 2 and 6 are those of a
// round's guide.
void AddUnusedCaps(const DossierSources& sources, const std::string& enterprise_id,
                   const std::vector<v1::ProductRow>& products, CapsByKey& caps) {
  if (sources.policy == nullptr) return;
  const int year = static_cast<int>(sources.date.year());
  AddUnusedFamilies(sources.policy->first_market_entry(), products, caps);
  const std::string insurance = fmt::format("m4/{}/{}", enterprise_id, year);
  AddUnusedYear(UnusedCap(insurance, policy::v1::MEASURE_INSURANCE, enterprise_id,
                          sources.policy->insurance().cap_per_enterprise_year()),
                year, caps);
  AddUnusedCreditProducts(sources.policy->financing(), enterprise_id, year, caps);
}

absl::Status AddReceived(const RowReader& limits, const Party& party, v1::Dossier& dossier) {
  for (const std::string& member : party) {
    RETURN_IF_ERROR(limits.Scan(kLimits, {.prefix = member + "/"},
                                [&](std::string_view, const v1::AnnualLimit& limit) {
                                  *dossier.add_received() = limit;
                                  return true;
                                }));
  }
  return absl::OkStatus();
}

absl::Status AddClaims(const RowReader& claims, const Party& party, v1::Dossier& dossier) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, IdsOf(claims, kClaimsByEnterprise, party));
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(const auto claim, claims.Get(kClaims, id));
    if (claim) AddState(*dossier.mutable_states(), claim->state(), 1);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> IdsOf(const RowReader& rows,
                                               projection::Table<v1::IndexEntry> index,
                                               const Party& party) {
  std::vector<std::string> ids;
  for (const std::string& member : party) {
    RETURN_IF_ERROR(rows.Scan(index, {.prefix = member + "/"},
                              [&](std::string_view, const v1::IndexEntry& entry) {
                                ids.push_back(entry.id());
                                return true;
                              }));
  }
  return ids;
}

absl::StatusOr<v1::Dossier> MakeDossier(const DossierSources& sources, const Party& party) {
  v1::Dossier dossier;
  dossier.set_enterprise_id(party.front());
  dossier.mutable_merged_ids()->Add(party.begin() + 1, party.end());
  ASSIGN_OR_RETURN(const auto names, sources.names.Get(kNames, party.front()));
  if (names) dossier.set_enterprise_name(NameOn(*names, sources.date));
  RETURN_IF_ERROR(AddReceived(sources.limits, party, dossier));
  RETURN_IF_ERROR(AddClaims(sources.claims, party, dossier));
  ASSIGN_OR_RETURN(const std::vector<std::string> product_ids,
                   IdsOf(sources.products, kProductsByEnterprise, party));
  std::vector<v1::ProductRow> products;
  for (const std::string& id : product_ids) {
    ASSIGN_OR_RETURN(auto product, sources.products.Get(kProducts, id));
    if (product) products.push_back(*std::move(product));
  }
  ASSIGN_OR_RETURN(CapsByKey caps, UsedCaps(sources.caps, party));
  AddUnusedCaps(sources, party.front(), products, caps);
  for (auto& [key, cap] : caps) {
    cap.set_room_fen(RoomUnder(cap));
    *dossier.add_limits() = std::move(cap);
  }
  dossier.mutable_products()->Add(products.begin(), products.end());
  return dossier;
}

}  // namespace debut::readmodels
