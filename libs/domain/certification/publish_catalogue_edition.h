#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/catalogue_edition.h"
#include "domain/certification/product_files.h"

namespace debut::certification {

// One append holds an edition with all its listings.
inline constexpr int kEditionProductsMax = 500;

// The year's edition of 《中关村首创产品推广应用指导目录》, with the level that each product has on
// the day of publication, and what leaves the catalogue with it (年度调整, EXPIRED): all of it or
// nothing. Requires kEditionProductsMax products at most of both kinds together, none of them
// twice.
struct PublishCatalogueEdition {
  std::uint32_t year = 0;
  absl::CivilDay published_date;
  std::string document;
  std::set<std::string> product_ids;
  std::map<std::string, std::string> removals = {};  // Product to grounds.

  std::string EditionId() const { return std::to_string(year); }
  std::tuple<CatalogueEdition, ProductFiles> Reads() const;
  decision::Decision Decide(const CatalogueEdition& edition, const ProductFiles& products) const;

 private:
  v1::CatalogueEditionPublished EditionFact(const ProductFiles& products) const;
};

static_assert(decision::Command<PublishCatalogueEdition>);

}  // namespace debut::certification
