#include "services/promotion/answers.h"

#include "calendar/date.h"

namespace debut::promotion {
namespace {

std::string DateText(const std::optional<absl::CivilDay>& date) {
  return date.has_value() ? calendar::FormatDate(*date) : "";
}

}  // namespace

v1::Demand DemandOf(const DemandFile& file) {
  v1::Demand demand;
  demand.set_demand_id(file.demand_id);
  demand.set_party_id(file.party_id);
  demand.set_kind(file.kind);
  demand.set_project_name(file.project_name);
  demand.set_description(file.description);
  *demand.mutable_wanted() = MessageOf(file.wanted);
  demand.set_budget_fen(file.budget.count);
  demand.set_published_date(calendar::FormatDate(file.published_date));
  demand.set_closes_date(calendar::FormatDate(file.closes_date));
  demand.set_closed_date(DateText(file.closed_date));
  demand.set_withdrawn_date(DateText(file.withdrawn_date));
  for (const auto& [offer_id, offer] : file.offers) {
    v1::Demand::Offer& added = *demand.add_offers();
    added.set_offer_id(offer_id);
    added.set_product_id(offer.product_id);
    added.set_enterprise_id(offer.enterprise_id);
    added.set_price_fen(offer.price.count);
    added.set_offered_date(calendar::FormatDate(offer.offered_date));
    added.set_withdrawn_date(DateText(offer.withdrawn_date));
  }
  return demand;
}

v1::Cooperation CooperationOf(const CooperationFile& file) {
  v1::Cooperation cooperation;
  cooperation.set_cooperation_id(file.cooperation_id);
  cooperation.set_partner_id(file.partner_id);
  cooperation.set_region_code(file.region_code);
  cooperation.set_title(file.title);
  cooperation.set_signed_date(calendar::FormatDate(file.signed_date));
  cooperation.set_ends_date(DateText(file.ends_date));
  cooperation.set_ended_date(DateText(file.ended_date));
  for (const std::string& id : file.activity_ids) cooperation.add_activity_ids(id);
  return cooperation;
}

v1::Exhibit ExhibitOn(const certification::ProductFile& product, const ExhibitPage* page,
                      absl::CivilDay date) {
  v1::Exhibit exhibit;
  exhibit.set_product_id(product.product_id);
  exhibit.set_enterprise_id(product.enterprise_id);
  exhibit.set_name(product.name);
  exhibit.set_level(product.LevelOn(date));
  exhibit.set_type(product.type);
  exhibit.set_field(product.field);
  if (page == nullptr) return exhibit;
  exhibit.set_title(page->title);
  exhibit.set_text(page->text);
  for (const MediaLink& link : page->media_links) {
    v1::MediaLink& added = *exhibit.add_media_links();
    added.set_kind(link.kind);
    added.set_url(link.url);
    added.set_title(link.title);
  }
  return exhibit;
}

}  // namespace debut::promotion
