#include "domain/registry/end_related_party.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile> EndRelatedParty::Reads() const {
  return {EnterpriseFile{enterprise_id}};
}

decision::Decision EndRelatedParty::Decide(const EnterpriseFile& file) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  bool any_open = false;
  bool any_ended_then = false;
  for (const Relation& relation : file.relations) {
    if (relation.other_id != related_id) continue;
    any_ended_then = any_ended_then || relation.period.to == to_date;
    if (relation.period.to.has_value()) continue;
    any_open = true;
    if (to_date < relation.period.from) {
      const std::string since = calendar::FormatDate(relation.period.from);
      return decision::Reject(
          kRelationEndsBeforeItBegan,
          fmt::format("{} and {} are related since {}", enterprise_id, related_id, since),
          {{"from_date", since}});
    }
  }
  if (!any_open && any_ended_then) return decision::Nothing();
  if (!any_open) {
    return decision::Reject(kRelationUnknown, fmt::format("{} and {} have no relation that is open",
                                                          enterprise_id, related_id));
  }

  v1::RelatedPartyEnded fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_related_id(related_id);
  fact.set_to_date(calendar::FormatDate(to_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
