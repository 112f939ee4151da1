#include "services/readmodels/dossier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/status_macros.h"
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

// What the policy in force gives without having been used: a cap for each certified family, and
// that of insurance in the year of the date.
void AddUnusedCaps(const DossierSources& sources, const std::string& enterprise_id,
                   const std::vector<v1::ProductRow>& products, CapsByKey& caps) {
  if (sources.policy == nullptr) return;
  for (const v1::ProductRow& product : products) {
    if (product.level() == certification::v1::LEVEL_UNSPECIFIED || !product.delisted_date().empty())
      continue;
    const bool international = product.level() == certification::v1::LEVEL_INTERNATIONAL;
    const auto& rules = sources.policy->first_market_entry();
    const std::string key = "m3/" + product.family_id();
    caps.try_emplace(key,
                     UnusedCap(key, policy::v1::MEASURE_FIRST_MARKET_ENTRY, product.family_id(),
                               international ? rules.cap_international() : rules.cap_domestic()));
  }
  const auto year = static_cast<std::uint32_t>(sources.date.year());
  const std::string key = fmt::format("m4/{}/{}", enterprise_id, year);
  v1::Cap insurance = UnusedCap(key, policy::v1::MEASURE_INSURANCE, enterprise_id,
                                sources.policy->insurance().cap_per_enterprise_year());
  insurance.set_limit_year(year);
  caps.try_emplace(key, insurance);
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
