#include "services/registry/answers.h"

#include "calendar/date.h"

namespace debut::registry {

v1::Enterprise EnterpriseOn(const Party& party, absl::CivilDay date) {
  const EnterpriseFile& file = party.file();
  v1::Enterprise enterprise;
  enterprise.set_enterprise_id(file.enterprise_id);
  enterprise.set_credit_code(file.credit_code);
  enterprise.set_name(file.NameOn(date));
  enterprise.set_kind(file.kind);
  enterprise.set_registered_date(calendar::FormatDate(file.registered_date));
  enterprise.set_legal_person_id(party.LegalPersonIdOn(date));
  enterprise.set_zone_registered(party.ZoneRegisteredOn(date));
  enterprise.set_is_sme(party.SmeOn(date));
  enterprise.set_banned(party.BanOn(date) != nullptr);
  for (const std::string& id : file.branch_ids) enterprise.add_branch_ids(id);
  for (const std::string& id : party.PredecessorIdsOn(date)) enterprise.add_predecessor_ids(id);
  if (file.merger.has_value() && file.merger->effective_date <= date) {
    enterprise.set_merged_into_id(file.merger->successor_id);
  }
  for (const std::string& id : party.RelatedIdsOn(date)) enterprise.add_related_ids(id);
  return enterprise;
}

}  // namespace debut::registry
