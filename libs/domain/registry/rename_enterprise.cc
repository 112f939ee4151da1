#include "domain/registry/rename_enterprise.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile> RenameEnterprise::Reads() const {
  return {EnterpriseFile{enterprise_id}};
}

decision::Decision RenameEnterprise::Decide(const EnterpriseFile& file) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  if (file.NameOn(effective_date) == name) return decision::Nothing();

  v1::EnterpriseRenamed fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_name(name);
  fact.set_effective_date(calendar::FormatDate(effective_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
