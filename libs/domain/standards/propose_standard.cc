#include "domain/standards/propose_standard.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/standards/guards.h"
#include "domain/standards/reasons.h"

namespace debut::standards {

std::tuple<StandardFile, registry::Party, certification::ProductFiles> ProposeStandard::Reads()
    const {
  return {StandardFile{standard_id}, proposer, certification::ProductFiles(product_ids)};
}

decision::Decision ProposeStandard::Decide(const StandardFile& standard,
                                           const registry::Party& party,
                                           const certification::ProductFiles& products) const {
  if (!party.Known()) return RejectEnterpriseUnknown(party.id());
  if (!party.Complete()) return decision::Stale{};
  const std::string proposer_id = party.LegalPersonIdOn(proposed_date);
  if (standard.Known()) {
    const bool same = standard.title == title && standard.tier == tier &&
                      standard.proposer_id == proposer_id && standard.series_id == series_id &&
                      standard.proposed_date == proposed_date;
    if (same) return decision::Nothing();
    return decision::RejectAlreadyExists(kStandardAlreadyProposed,
                                         fmt::format("{} is another project", standard_id),
                                         {{"standard_id", standard_id}});
  }
  for (const auto& [id, product] : products.files) {
    if (auto refusal = RefusalOfProduct(product)) return *std::move(refusal);
  }

  v1::StandardProposed fact;
  fact.set_standard_id(standard_id);
  fact.set_title(title);
  fact.set_tier(tier);
  fact.set_proposer_id(proposer_id);
  fact.set_series_id(series_id);
  for (const std::string& id : product_ids) fact.add_product_ids(id);
  fact.set_proposed_date(calendar::FormatDate(proposed_date));
  return decision::Record(fact);
}

}  // namespace debut::standards
