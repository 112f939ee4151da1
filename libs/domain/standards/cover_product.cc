#include "domain/standards/cover_product.h"

#include "calendar/date.h"
#include "domain/standards/guards.h"

namespace debut::standards {

std::tuple<StandardFile, certification::ProductFile> CoverProduct::Reads() const {
  return {StandardFile{standard_id}, certification::ProductFile{product_id}};
}

decision::Decision CoverProduct::Decide(const StandardFile& standard,
                                        const certification::ProductFile& product) const {
  if (standard.product_ids.contains(product_id)) return decision::Nothing();
  if (auto refusal =
          RefusalOfState(standard, {v1::STANDARD_STATE_PROPOSED, v1::STANDARD_STATE_APPROVED,
                                    v1::STANDARD_STATE_DRAFTED, v1::STANDARD_STATE_PUBLISHED})) {
    return *std::move(refusal);
  }
  if (auto refusal = RefusalOfDate(covered_date, standard.proposed_date)) {
    return *std::move(refusal);
  }
  if (auto refusal = RefusalOfProduct(product)) return *std::move(refusal);
  v1::ProductCovered fact;
  fact.set_standard_id(standard_id);
  fact.set_product_id(product_id);
  fact.set_covered_date(calendar::FormatDate(covered_date));
  return decision::Record(fact);
}

}  // namespace debut::standards
