#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/certification/product_file.h"

namespace debut::certification {

// Every product that was submitted, with what decides about its place in the catalogue, and nothing
// about its assessment.
struct Catalogue {
  std::map<std::string, ProductFile> products = {};  // By product id.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  // By product id. They live as long as the view.
  std::vector<const ProductFile*> ListedOn(absl::CivilDay date) const;
  bool operator==(const Catalogue&) const = default;
};

static_assert(decision::View<Catalogue>);

}  // namespace debut::certification
