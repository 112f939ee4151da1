#include "domain/certification/catalogue.h"

#include "decision/fact_codec.h"

namespace debut::certification {

using decision::On;

eventstore::Query Catalogue::Selects() const {
  return {
      {{.types =
            decision::TypesOf<v1::ProductSubmitted, v1::ProductCertified, v1::ProductLevelChanged,
                              v1::ProductListed, v1::ProductDelisted>(),
        .tags = {}}}};
}

void Catalogue::Apply(const eventstore::SequencedEvent& event) {
  const auto apply = [&](const auto& fact) {
    products.try_emplace(fact.product_id(), ProductFile{fact.product_id()})
        .first->second.Apply(event);
  };
  On<v1::ProductSubmitted>(event, apply);
  On<v1::ProductCertified>(event, apply);
  On<v1::ProductLevelChanged>(event, apply);
  On<v1::ProductListed>(event, apply);
  On<v1::ProductDelisted>(event, apply);
}

std::vector<const ProductFile*> Catalogue::ListedOn(absl::CivilDay date) const {
  std::vector<const ProductFile*> listed;
  for (const auto& [id, product] : products) {
    if (product.ListedOn(date)) listed.push_back(&product);
  }
  return listed;
}

}  // namespace debut::certification
