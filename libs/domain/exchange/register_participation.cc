#include "domain/exchange/register_participation.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/exchange/guards.h"
#include "domain/exchange/reasons.h"

namespace debut::exchange {
namespace {

Refusal RefusalOfProducts(const certification::ProductFiles& products,
                          const registry::Party& party) {
  for (const auto& [id, product] : products.files) {
    if (!product.submitted) {
      return decision::RejectNotFound(kProductUnknown, fmt::format("no product {}", id),
                                      {{"product_id", id}});
    }
    if (!party.Contains(product.enterprise_id)) {
      return decision::Reject(kProductOfAnotherMaker,
                              fmt::format("{} is made by {}", id, product.enterprise_id),
                              {{"product_id", id}, {"maker_id", product.enterprise_id}});
    }
  }
  return std::nullopt;
}

}  // namespace

std::tuple<EventFile, registry::Party, certification::ProductFiles> RegisterParticipation::Reads()
    const {
  return {EventFile{event_id}, participant, certification::ProductFiles(product_ids)};
}

decision::Decision RegisterParticipation::Decide(
    const EventFile& event, const registry::Party& party,
    const certification::ProductFiles& products) const {
  if (auto refusal = RefusalOfEvent(event)) return *std::move(refusal);
  if (!party.Known()) {
    return decision::RejectNotFound(kEnterpriseUnknown,
                                    fmt::format("no enterprise {} is registered", party.id()),
                                    {{"enterprise_id", party.id()}});
  }
  if (!party.Complete()) return decision::Stale{};
  const std::string enterprise_id = party.LegalPersonIdOn(registered_date);
  if (const auto known = event.participations.find(enterprise_id);
      known != event.participations.end()) {
    if (known->second.role == role && known->second.product_ids == product_ids) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kParticipationAlreadyRegistered,
        fmt::format("{} takes part in {} otherwise", enterprise_id, event_id),
        {{"enterprise_id", enterprise_id}, {"role", v1::ParticipantRole_Name(known->second.role)}});
  }
  if (auto refusal = RefusalOfProducts(products, party)) return *std::move(refusal);

  v1::EnterpriseParticipated fact;
  fact.set_event_id(event_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_role(role);
  for (const std::string& id : product_ids) fact.add_product_ids(id);
  fact.set_registered_date(calendar::FormatDate(registered_date));
  return decision::Record(fact);
}

}  // namespace debut::exchange
