#include "domain/registry/impose_ban.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<EnterpriseFile, BanFile> ImposeBan::Reads() const {
  return {EnterpriseFile{enterprise_id}, BanFile{ban_id}};
}

decision::Decision ImposeBan::Decide(const EnterpriseFile& file, const BanFile& ban_file) const {
  if (!file.registered) return RejectUnknown(enterprise_id);
  if (ban_file.ban.has_value()) {
    return decision::RejectAlreadyExists(
        kBanAlreadyImposed, fmt::format("{} is a ban on {}", ban_id, ban_file.enterprise_id),
        {{"enterprise_id", ban_file.enterprise_id}});
  }

  v1::BanImposed fact;
  fact.set_ban_id(ban_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_from_date(calendar::FormatDate(from_date));
  fact.set_to_date(calendar::FormatDate(to_date));
  fact.set_document(document);
  fact.set_reason(reason);
  return decision::Record(fact);
}

}  // namespace debut::registry
