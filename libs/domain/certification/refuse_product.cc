#include "domain/certification/refuse_product.h"

#include "calendar/date.h"
#include "domain/certification/guards.h"

namespace debut::certification {

std::tuple<ProductFile> RefuseProduct::Reads() const { return {ProductFile{product_id}}; }

decision::Decision RefuseProduct::Decide(const ProductFile& product) const {
  if (product.refused_date == refused_date) return decision::Nothing();
  if (auto refusal = RefusalOfDecided(product)) return *std::move(refusal);
  if (auto refusal = RefusalBeforeAcceptance(product, refused_date)) return *std::move(refusal);

  v1::ProductRefused fact;
  fact.set_product_id(product_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_refused_date(calendar::FormatDate(refused_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::certification
