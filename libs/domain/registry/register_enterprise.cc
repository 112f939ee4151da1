#include "domain/registry/register_enterprise.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, CreditCodeHolder> RegisterEnterprise::Reads() const {
  return {EnterpriseFile{enterprise_id}, CreditCodeHolder{credit_code}};
}

decision::Decision RegisterEnterprise::Decide(const EnterpriseFile& file,
                                              const CreditCodeHolder& holder) const {
  if (file.registered) return RejectIdTaken(enterprise_id);
  if (!holder.holder_id.empty()) return RejectCodeTaken(credit_code, holder.holder_id);

  v1::EnterpriseRegistered fact;
  fact.set_enterprise_id(enterprise_id);
  fact.set_credit_code(credit_code);
  fact.set_name(name);
  fact.set_kind(kind);
  fact.set_registered_date(calendar::FormatDate(registered_date));
  return decision::Record(fact);
}

}  // namespace debut::registry
