#include "domain/promotion/demand_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::promotion {

using decision::On;
using decision::RecordedDate;
using money::Fen;

Wanted WantedIn(const v1::WantedProperties& message) {
  Wanted wanted;
  for (const int field : message.fields()) {
    wanted.fields.insert(static_cast<certification::v1::Field>(field));
  }
  for (const int type : message.types()) {
    wanted.types.insert(static_cast<certification::v1::ProductType>(type));
  }
  wanted.level = message.level();
  wanted.keywords = {message.keywords().begin(), message.keywords().end()};
  wanted.region_code = message.region_code();
  return wanted;
}

v1::WantedProperties MessageOf(const Wanted& wanted) {
  v1::WantedProperties message;
  for (const auto field : wanted.fields) message.add_fields(field);
  for (const auto type : wanted.types) message.add_types(type);
  message.set_level(wanted.level);
  for (const std::string& keyword : wanted.keywords) message.add_keywords(keyword);
  message.set_region_code(wanted.region_code);
  return message;
}

eventstore::Query DemandFile::Selects() const {
  if (demand_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::DemandPublished, v1::DemandClosed, v1::DemandWithdrawn,
                                       v1::ProductOffered, v1::OfferWithdrawn>(),
            .tags = {decision::Tag("demand", demand_id)}}}};
}

void DemandFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::DemandPublished>(event, [&](const auto& fact) {
    published = true;
    party_id = fact.party_id();
    kind = fact.kind();
    project_name = fact.project_name();
    description = fact.description();
    wanted = WantedIn(fact.wanted());
    budget = Fen(fact.budget_fen());
    published_date = RecordedDate(fact.published_date());
    closes_date = RecordedDate(fact.closes_date());
  });
  On<v1::DemandClosed>(event,
                       [&](const auto& fact) { closed_date = RecordedDate(fact.closed_date()); });
  On<v1::DemandWithdrawn>(
      event, [&](const auto& fact) { withdrawn_date = RecordedDate(fact.withdrawn_date()); });
  ApplyOffers(event);
}

void DemandFile::ApplyOffers(const eventstore::SequencedEvent& event) {
  On<v1::ProductOffered>(event, [&](const auto& fact) {
    offers[fact.offer_id()] = {fact.product_id(), fact.enterprise_id(), Fen(fact.price_fen()),
                               RecordedDate(fact.offered_date())};
  });
  On<v1::OfferWithdrawn>(event, [&](const auto& fact) {
    offers[fact.offer_id()].withdrawn_date = RecordedDate(fact.withdrawn_date());
  });
}

std::set<std::string> DemandFile::OfferedOn(absl::CivilDay date) const {
  std::set<std::string> product_ids;
  for (const auto& [id, offer] : offers) {
    if (offer.StandsOn(date)) product_ids.insert(offer.product_id);
  }
  return product_ids;
}

}  // namespace debut::promotion
