#include "domain/standards/promote_standard.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/standards/guards.h"
#include "domain/standards/reasons.h"

namespace debut::standards {

std::tuple<StandardFile, registry::Party> PromoteStandard::Reads() const {
  return {StandardFile{standard_id}, organiser};
}

decision::Decision PromoteStandard::Decide(const StandardFile& standard,
                                           const registry::Party& party) const {
  if (!party.Known()) return RejectEnterpriseUnknown(party.id());
  if (!party.Complete()) return decision::Stale{};
  const PromotionActivity activity{.organiser_id = party.LegalPersonIdOn(held_date),
                                   .held_date = held_date,
                                   .place = place,
                                   .participants_count = participants_count,
                                   .document = document};
  if (const auto known = standard.activities.find(activity_id);
      known != standard.activities.end()) {
    if (known->second == activity) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kActivityAlreadyRecorded,
        fmt::format("{} of {} is another activity", activity_id, standard_id),
        {{"activity_id", activity_id}});
  }
  if (auto refusal = RefusalOfState(standard, {v1::STANDARD_STATE_PUBLISHED})) {
    return *std::move(refusal);
  }
  if (auto refusal = RefusalOfDate(held_date, standard.published_date)) return *std::move(refusal);
  v1::StandardPromoted fact;
  fact.set_standard_id(standard_id);
  fact.set_activity_id(activity_id);
  fact.set_organiser_id(activity.organiser_id);
  fact.set_held_date(calendar::FormatDate(held_date));
  fact.set_place(place);
  fact.set_participants_count(participants_count);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::standards
