#include "domain/certification/delist_product.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

std::tuple<ProductFile> DelistProduct::Reads() const { return {ProductFile{product_id}}; }

decision::Decision DelistProduct::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfChange(product, effective_date)) return *std::move(refusal);
  for (const Delisting& delisting : product.delistings) {
    const bool fraud_found_later = kind == v1::DELISTING_KIND_VOID && delisting.kind != kind;
    if (fraud_found_later) continue;
    const std::string since = calendar::FormatDate(delisting.effective_date);
    return decision::Reject(kProductAlreadyDelisted,
                            fmt::format("{} was delisted on {} as {}", product_id, since,
                                        v1::DelistingKind_Name(delisting.kind)),
                            {{"delisted_date", since}});
  }
  if (kind == v1::DELISTING_KIND_EXPIRED && !product.ListedOn(effective_date)) {
    return decision::Reject(kProductNotListed,
                            fmt::format("{} is not in the catalogue on {}", product_id,
                                        calendar::FormatDate(effective_date)));
  }

  v1::ProductDelisted fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product.family_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_kind(kind);
  fact.set_effective_date(calendar::FormatDate(effective_date));
  fact.set_document(document);
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::certification
