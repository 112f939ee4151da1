#include "domain/promotion/publish_demand.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {

std::tuple<DemandFile, registry::EnterpriseFile> PublishDemand::Reads() const {
  return {DemandFile{demand_id}, registry::EnterpriseFile{party_id}};
}

decision::Decision PublishDemand::Decide(const DemandFile& demand,
                                         const registry::EnterpriseFile& party) const {
  if (!party.registered) return RejectEnterpriseUnknown(party_id);
  if (demand.published) {
    return decision::RejectAlreadyExists(
        kDemandAlreadyPublished, fmt::format("{} is a demand of {}", demand_id, demand.party_id),
        {{"demand_id", demand_id}});
  }

  v1::DemandPublished fact;
  fact.set_demand_id(demand_id);
  fact.set_party_id(party_id);
  fact.set_kind(kind);
  fact.set_project_name(project_name);
  fact.set_description(description);
  *fact.mutable_wanted() = MessageOf(wanted);
  fact.set_budget_fen(budget.count);
  fact.set_published_date(calendar::FormatDate(published_date));
  fact.set_closes_date(calendar::FormatDate(closes_date));
  return decision::Record(fact);
}

}  // namespace debut::promotion
