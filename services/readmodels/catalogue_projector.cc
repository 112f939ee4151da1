#include "services/readmodels/catalogue_projector.h"

#include <algorithm>

#include "decision/fact_codec.h"

namespace debut::readmodels {
namespace {

using certification::v1::ProductCertified;
using certification::v1::ProductDelisted;
using certification::v1::ProductLevelChanged;
using certification::v1::ProductListed;
using decision::On;

void AddLevel(v1::CatalogueProduct& product, certification::v1::Level level,
              const std::string& from_date) {
  v1::CatalogueProduct::LevelChange& change = *product.add_levels();
  change.set_level(level);
  change.set_from_date(from_date);
}

// What a certificate and a listing say alike.
template <typename Fact>
void Describe(v1::CatalogueProduct& product, const Fact& fact) {
  product.set_product_id(fact.product_id());
  product.set_family_id(fact.family_id());
  product.set_enterprise_id(fact.enterprise_id());
  product.set_type(fact.type());
  product.set_field(fact.field());
  if (!fact.name().empty()) product.set_name(fact.name());
}

bool IsDelisted(const v1::CatalogueProduct& product, const std::string& day) {
  return std::ranges::any_of(product.delistings(),
                             [&](const v1::CatalogueProduct::Delisting& delisting) {
                               return delisting.kind() == certification::v1::DELISTING_KIND_VOID ||
                                      delisting.effective_date() <= day;
                             });
}

// The last of those with the latest date up to `day`; null if there is none.
template <typename Element, typename DateOf>
const Element* LatestBy(const google::protobuf::RepeatedPtrField<Element>& elements,
                        const std::string& day, DateOf date_of) {
  const Element* latest = nullptr;
  for (const Element& element : elements) {
    if (date_of(element) > day) continue;
    if (latest == nullptr || date_of(element) >= date_of(*latest)) latest = &element;
  }
  return latest;
}

}  // namespace

eventstore::Query CatalogueProjector::Selects() const {
  return {{{.types = decision::TypesOf<ProductCertified, ProductLevelChanged, ProductListed,
                                       ProductDelisted>(),
            .tags = {}}}};
}

void CatalogueProjector::Apply(const eventstore::SequencedEvent& event,
                               projection::Rows& rows) const {
  On<ProductCertified>(event, [&](const ProductCertified& fact) {
    rows.Update(kCatalogue, fact.product_id(), [&](v1::CatalogueProduct& product) {
      Describe(product, fact);
      AddLevel(product, fact.level(), fact.certified_date());
    });
  });
  On<ProductLevelChanged>(event, [&](const ProductLevelChanged& fact) {
    rows.Update(kCatalogue, fact.product_id(), [&](v1::CatalogueProduct& product) {
      AddLevel(product, fact.level(), fact.effective_date());
    });
  });
  On<ProductListed>(event, [&](const ProductListed& fact) {
    rows.Update(kCatalogue, fact.product_id(), [&](v1::CatalogueProduct& product) {
      Describe(product, fact);
      v1::CatalogueProduct::Listing& listing = *product.add_listings();
      listing.set_edition_id(fact.edition_id());
      listing.set_listed_date(fact.listed_date());
    });
  });
  On<ProductDelisted>(event, [&](const ProductDelisted& fact) {
    rows.Update(kCatalogue, fact.product_id(), [&](v1::CatalogueProduct& product) {
      v1::CatalogueProduct::Delisting& delisting = *product.add_delistings();
      delisting.set_kind(fact.kind());
      delisting.set_effective_date(fact.effective_date());
    });
  });
}

std::optional<v1::CatalogueEntry> EntryOn(const v1::CatalogueProduct& product,
                                          calendar::Date date) {
  // Dates in this form sort as text.
  const std::string day = calendar::FormatDate(date);
  const auto* listing =
      LatestBy(product.listings(), day, [](const auto& each) { return each.listed_date(); });
  if (listing == nullptr || IsDelisted(product, day)) return std::nullopt;
  const auto* level =
      LatestBy(product.levels(), day, [](const auto& each) { return each.from_date(); });
  v1::CatalogueEntry entry;
  entry.set_product_id(product.product_id());
  entry.set_family_id(product.family_id());
  entry.set_enterprise_id(product.enterprise_id());
  entry.set_name(product.name());
  if (level != nullptr) entry.set_level(level->level());
  entry.set_type(product.type());
  entry.set_field(product.field());
  entry.set_edition_id(listing->edition_id());
  entry.set_listed_date(listing->listed_date());
  return entry;
}

}  // namespace debut::readmodels
