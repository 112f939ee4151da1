#include "domain/certification/product_files.h"

#include "base/ensure.h"

namespace debut::certification {

ProductFiles::ProductFiles(const std::set<std::string>& product_ids) {
  for (const std::string& id : product_ids) files.emplace(id, ProductFile{id});
}

eventstore::Query ProductFiles::Selects() const {
  eventstore::Query query;
  for (const auto& [id, file] : files) query.items.push_back(file.Selects().items.front());
  return query;
}

void ProductFiles::Apply(const eventstore::SequencedEvent& event) {
  for (auto& [id, file] : files) {
    if (decision::Selected(file.Selects(), event)) file.Apply(event);
  }
}

const ProductFile& ProductFiles::Of(const std::string& product_id) const {
  const auto found = files.find(product_id);
  ENSURE(found != files.end(), "the view was not made with product " + product_id);
  return found->second;
}

}  // namespace debut::certification
