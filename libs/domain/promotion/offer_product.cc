#include "domain/promotion/offer_product.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {

using calendar::FormatDate;
using decision::Decision;
using decision::Reject;

namespace {

Decision RejectMade(const std::string& offer_id) {
  return decision::RejectAlreadyExists(kOfferAlreadyMade,
                                       fmt::format("the offer is recorded as {}", offer_id),
                                       {{"offer_id", offer_id}});
}

}  // namespace

std::tuple<DemandFile, IdInUse<v1::ProductOffered>, certification::ProductFile, registry::Party>
OfferProduct::Reads() const {
  return {DemandFile{demand_id}, IdInUse<v1::ProductOffered>("offer", offer_id),
          certification::ProductFile{product_id}, demander};
}

Decision OfferProduct::Decide(const DemandFile& demand, const IdInUse<v1::ProductOffered>& offer,
                              const certification::ProductFile& product,
                              const registry::Party& demander_file) const {
  if (demand.party_id != demander.id() || !demander_file.Complete()) return decision::Stale{};
  if (auto refusal = RefusalOfDemandOn(demand, offered_date)) return *std::move(refusal);
  if (offered_date > demand.closes_date) {
    const std::string closes = FormatDate(demand.closes_date);
    return Reject(kDemandExpired, fmt::format("{} took offers until {}", demand_id, closes),
                  {{"closes_date", closes}});
  }
  if (auto refusal = RefusalOfProduct(product, offered_date)) return *std::move(refusal);
  if (demander_file.Contains(product.enterprise_id)) {
    return Reject(kPartiesAreOne,
                  fmt::format("{} is made by the demander, {}", product_id, demander.id()),
                  {{"demander_id", demander.id()}});
  }
  if (offer.in_use) return RejectMade(offer_id);
  for (const auto& [id, made] : demand.offers) {
    if (made.product_id == product_id && !made.withdrawn_date.has_value()) return RejectMade(id);
  }

  v1::ProductOffered fact;
  fact.set_offer_id(offer_id);
  fact.set_demand_id(demand_id);
  fact.set_product_id(product_id);
  fact.set_enterprise_id(product.enterprise_id);
  fact.set_price_fen(price.count);
  fact.set_offered_date(FormatDate(offered_date));
  fact.set_text(text);
  return decision::Record(fact);
}

std::tuple<DemandFile> WithdrawOffer::Reads() const { return {DemandFile{demand_id}}; }

Decision WithdrawOffer::Decide(const DemandFile& demand) const {
  if (auto refusal = RefusalOfDemand(demand)) return *std::move(refusal);
  const auto found = demand.offers.find(offer_id);
  if (found == demand.offers.end()) {
    return decision::RejectNotFound(kOfferUnknown,
                                    fmt::format("{} has no offer {}", demand_id, offer_id),
                                    {{"offer_id", offer_id}});
  }
  const Offer& offer = found->second;
  if (offer.withdrawn_date == withdrawn_date) return decision::Nothing();
  if (offer.withdrawn_date.has_value()) {
    const std::string date = FormatDate(*offer.withdrawn_date);
    return Reject(kOfferAlreadyWithdrawn, fmt::format("{} was withdrawn on {}", offer_id, date),
                  {{"withdrawn_date", date}});
  }
  if (withdrawn_date < offer.offered_date) {
    const std::string date = FormatDate(offer.offered_date);
    return Reject(kDateBeforeOffer, fmt::format("{} was made on {}", offer_id, date),
                  {{"offered_date", date}});
  }

  v1::OfferWithdrawn fact;
  fact.set_offer_id(offer_id);
  fact.set_demand_id(demand_id);
  fact.set_withdrawn_date(FormatDate(withdrawn_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::promotion
