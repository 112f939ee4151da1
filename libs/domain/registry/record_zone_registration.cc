#include "domain/registry/record_zone_registration.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile> RecordZoneRegistration::Reads() const {
  return {EnterpriseFile{enterprise_id}};
}

decision::Decision RecordZoneRegistration::Decide(const EnterpriseFile& file) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  const auto same_start = file.zone_periods.find(period.from);
  if (same_start != file.zone_periods.end() && same_start->second == period) {
    return decision::Nothing();
  }

  v1::ZoneRegistrationRecorded fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_from_date(calendar::FormatDate(period.from));
  if (period.to.has_value()) fact.set_to_date(calendar::FormatDate(*period.to));
  return decision::Record(fact);
}

}  // namespace debut::registry
