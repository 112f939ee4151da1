#include "domain/certification/change_product_level.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/certification/guards.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

std::tuple<ProductFile> ChangeProductLevel::Reads() const { return {ProductFile{product_id}}; }

decision::Decision ChangeProductLevel::Decide(const ProductFile& product) const {
  if (auto refusal = RefusalOfChange(product, effective_date)) return *std::move(refusal);
  if (const Delisting* delisting = product.DelistingOn(effective_date)) {
    const std::string since = calendar::FormatDate(delisting->effective_date);
    return decision::Reject(kProductDelisted,
                            fmt::format("{} was delisted on {}", product_id, since),
                            {{"delisted_date", since}});
  }
  if (product.LevelOn(effective_date) == level) return decision::Nothing();

  v1::ProductLevelChanged fact;
  fact.set_product_id(product_id);
  fact.set_family_id(product.family_id);
  fact.set_level(level);
  fact.set_effective_date(calendar::FormatDate(effective_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::certification
