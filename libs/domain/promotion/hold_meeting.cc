#include "domain/promotion/hold_meeting.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/promotion/guards.h"

namespace debut::promotion {

std::tuple<DemandFile, IdInUse<v1::MeetingHeld>, certification::ProductFiles> HoldMeeting::Reads()
    const {
  return {DemandFile{demand_id}, IdInUse<v1::MeetingHeld>("meeting", meeting_id),
          certification::ProductFiles(product_ids)};
}

decision::Decision HoldMeeting::Decide(const DemandFile& demand,
                                       const IdInUse<v1::MeetingHeld>& meeting,
                                       const certification::ProductFiles& products) const {
  if (auto refusal = RefusalOfDemandOn(demand, held_date)) return *std::move(refusal);
  if (auto refusal = RefusalOfProducts(products, held_date)) return *std::move(refusal);
  if (meeting.in_use) {
    return decision::RejectAlreadyExists(kMeetingAlreadyRecorded,
                                         fmt::format("there is a meeting {}", meeting_id),
                                         {{"meeting_id", meeting_id}});
  }

  v1::MeetingHeld fact;
  fact.set_meeting_id(meeting_id);
  fact.set_demand_id(demand_id);
  std::set<std::string> maker_ids;
  for (const auto& [id, product] : products.files) {
    fact.add_product_ids(id);
    maker_ids.insert(product.enterprise_id);
  }
  for (const std::string& id : maker_ids) fact.add_enterprise_ids(id);
  fact.set_held_date(calendar::FormatDate(held_date));
  fact.set_place(place);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::promotion
