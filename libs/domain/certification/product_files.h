#pragma once

#include <map>
#include <set>
#include <string>

#include "domain/certification/product_file.h"

namespace debut::certification {

// Several products at once: of a catalogue edition, or of a contract's lines.
struct ProductFiles {
  ProductFiles() = default;
  explicit ProductFiles(const std::set<std::string>& product_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // Requires one of the products that the view was made with.
  const ProductFile& Of(const std::string& product_id) const;
  bool operator==(const ProductFiles&) const = default;

  std::map<std::string, ProductFile> files;  // By product id.
};

static_assert(decision::View<ProductFiles>);

}  // namespace debut::certification
