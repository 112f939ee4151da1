#include "domain/certification/publish_catalogue_edition.h"

#include <fmt/format.h>

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

decision::Decision RejectProducts(const std::map<std::string, std::string_view>& reasons) {
  decision::RejectionMetadata named;
  std::size_t bytes = 0;
  for (const auto& [product_id, reason] : reasons) {
    bytes += product_id.size() + reason.size();
    if (bytes > kNamedBytesMax) break;
    named.emplace(product_id, reason);
  }
  std::string ids;
  for (const auto& [product_id, reason] : named) ids += (ids.empty() ? "" : ", ") + product_id;
  if (named.size() < reasons.size()) {
    ids += fmt::format(" and {} more", reasons.size() - named.size());
  }
  return decision::Reject(kProductsNotListable, fmt::format("can't be listed: {}", ids),
                          std::move(named));
}

}  // namespace

std::tuple<CatalogueEdition, ProductFiles> PublishCatalogueEdition::Reads() const {
  return {CatalogueEdition{EditionId()}, ProductFiles(product_ids)};
}

decision::Decision PublishCatalogueEdition::Decide(const CatalogueEdition& edition,
                                                   const ProductFiles& products) const {
  if (edition.published) {
    return decision::RejectAlreadyExists(kEditionAlreadyPublished,
                                         fmt::format("the edition of {} was published on {}", year,
                                                     calendar::FormatDate(edition.published_date)));
  }
  std::map<std::string, std::string_view> reasons;
  for (const auto& [product_id, product] : products.files) {
    const std::string_view reason = ReasonAgainst(product, published_date);
    if (!reason.empty()) reasons.emplace(product_id, reason);
  }
  if (!reasons.empty()) return RejectProducts(reasons);

  v1::CatalogueEditionPublished fact;
  fact.set_edition_id(EditionId());
  fact.set_year(year);
  fact.set_published_date(calendar::FormatDate(published_date));
  fact.set_document(document);
  fact.set_products_count(static_cast<std::uint32_t>(products.files.size()));
  std::vector<eventstore::Event> events{decision::EncodeFact(fact)};
  for (const auto& [product_id, product] : products.files) {
    events.push_back(decision::EncodeFact(ListingOf(product, EditionId(), published_date)));
  }
  return events;
}

}  // namespace debut::certification
