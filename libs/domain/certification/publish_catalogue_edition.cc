#include "domain/certification/publish_catalogue_edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "domain/certification/reasons.h"

namespace debut::certification {

namespace {

// What a refusal names has to fit into the trailers of a response.
constexpr std::size_t kNamedBytesMax = 1'500;

// The reason why a product can't be listed on a date; empty if it can.
std::string_view ReasonAgainst(const ProductFile& product, absl::CivilDay date) {
  if (!product.submitted) return kProductUnknown;
  if (!product.certified_date.has_value() || *product.certified_date > date) {
    return kProductNotCertified;
  }
  if (product.DelistingOn(date) != nullptr) return kProductDelisted;
  return {};
}

v1::ProductListed ListingOf(const ProductFile& product, const std::string& edition_id,
                            absl::CivilDay date) {
  v1::ProductListed fact;
  fact.set_edition_id(edition_id);
  fact.set_product_id(product.product_id);
  fact.set_family_id(product.family_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_level(product.LevelOn(date));
  fact.set_type(product.type);
  fact.set_field(product.field);
  fact.set_name(product.name);
  fact.set_listed_date(calendar::FormatDate(date));
  return fact;
}

// The reason why a product can't leave the catalogue on a date; empty if it can.
std::string_view ReasonAgainstRemoval(const ProductFile& product, absl::CivilDay date) {
  if (!product.submitted) return kProductUnknown;
  if (!product.delistings.empty()) return kProductAlreadyDelisted;
  if (!product.ListedOn(date)) return kProductNotListed;
  return {};
}

v1::ProductDelisted RemovalOf(const ProductFile& product, const PublishCatalogueEdition& edition) {
  v1::ProductDelisted fact;
  fact.set_product_id(product.product_id);
  fact.set_family_id(product.family_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_kind(v1::DELISTING_KIND_EXPIRED);
  fact.set_effective_date(calendar::FormatDate(edition.published_date));
  fact.set_document(edition.document);
  fact.set_grounds(edition.removals.at(product.product_id));
  return fact;
}

decision::Decision RejectProducts(std::string_view reason,
                                  const std::map<std::string, std::string_view>& reasons) {
  decision::RejectionMetadata named;
  std::size_t bytes = 0;
  for (const auto& [product_id, why] : reasons) {
    bytes += product_id.size() + why.size();
    if (bytes > kNamedBytesMax) break;
    named.emplace(product_id, why);
  }
  std::string ids;
  for (const auto& [product_id, why] : named) ids += (ids.empty() ? "" : ", ") + product_id;
  if (named.size() < reasons.size()) {
    ids += fmt::format(" and {} more", reasons.size() - named.size());
  }
  const std::string_view verb = reason == kProductsNotListable ? "listed" : "removed";
  return decision::Reject(reason, fmt::format("can't be {}: {}", verb, ids), std::move(named));
}

}  // namespace

std::tuple<CatalogueEdition, ProductFiles> PublishCatalogueEdition::Reads() const {
  std::set<std::string> ids = product_ids;
  for (const auto& [product_id, grounds] : removals) ids.insert(product_id);
  return {CatalogueEdition{EditionId()}, ProductFiles(ids)};
}

decision::Decision PublishCatalogueEdition::Decide(const CatalogueEdition& edition,
                                                   const ProductFiles& products) const {
  if (edition.published) {
    return decision::RejectAlreadyExists(kEditionAlreadyPublished,
                                         fmt::format("the edition of {} was published on {}", year,
                                                     calendar::FormatDate(edition.published_date)));
  }
  std::map<std::string, std::string_view> unlistable;
  std::map<std::string, std::string_view> unremovable;
  for (const auto& [product_id, product] : products.files) {
    const bool leaves = removals.contains(product_id);
    const std::string_view reason = leaves ? ReasonAgainstRemoval(product, published_date)
                                           : ReasonAgainst(product, published_date);
    if (!reason.empty()) (leaves ? unremovable : unlistable).emplace(product_id, reason);
  }
  if (!unlistable.empty()) return RejectProducts(kProductsNotListable, unlistable);
  if (!unremovable.empty()) return RejectProducts(kProductsNotRemovable, unremovable);

  std::vector<eventstore::Event> events{decision::EncodeFact(EditionFact(products))};
  for (const std::string& id : product_ids) {
    events.push_back(decision::EncodeFact(ListingOf(products.Of(id), EditionId(), published_date)));
  }
  for (const auto& [id, grounds] : removals) {
    events.push_back(decision::EncodeFact(RemovalOf(products.Of(id), *this)));
  }
  return events;
}

v1::CatalogueEditionPublished PublishCatalogueEdition::EditionFact(
    const ProductFiles& products) const {
  const auto additions = std::ranges::count_if(
      product_ids, [&](const std::string& id) { return products.Of(id).listings.empty(); });
  v1::CatalogueEditionPublished fact;
  fact.set_edition_id(EditionId());
  fact.set_year(year);
  fact.set_published_date(calendar::FormatDate(published_date));
  fact.set_document(document);
  fact.set_products_count(static_cast<std::uint32_t>(product_ids.size()));
  fact.set_additions_count(static_cast<std::uint32_t>(additions));
  fact.set_removals_count(static_cast<std::uint32_t>(removals.size()));
  return fact;
}

}  // namespace debut::certification
