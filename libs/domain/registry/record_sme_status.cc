#include "domain/registry/record_sme_status.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile> RecordSmeStatus::Reads() const {
  return {EnterpriseFile{enterprise_id}};
}

decision::Decision RecordSmeStatus::Decide(const EnterpriseFile& file) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  const auto same_start = file.sme_statuses.find(from_date);
  if (same_start != file.sme_statuses.end() && same_start->second == status) {
    return decision::Nothing();
  }

  v1::SmeStatusRecorded fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_is_sme(status.is_sme);
  fact.set_from_date(calendar::FormatDate(from_date));
  fact.set_document(status.document);
  return decision::Record(fact);
}

}  // namespace debut::registry
