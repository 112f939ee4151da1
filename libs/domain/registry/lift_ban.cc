#include "domain/registry/lift_ban.h"

#include "calendar/date.h"
#include "domain/registry/guards.h"

namespace debut::registry {

std::tuple<BanFile> LiftBan::Reads() const { return {BanFile{ban_id}}; }

decision::Decision LiftBan::Decide(const BanFile& ban_file) const {
  if (!ban_file.ban.has_value() || ban_file.enterprise_id != enterprise_id) {
    return decision::RejectNotFound(kBanUnknown,
                                    fmt::format("{} has no ban {}", enterprise_id, ban_id));
  }
  const Ban& ban = *ban_file.ban;
  if (ban.lifted_date == lifted_date) return decision::Nothing();
  if (ban.lifted_date.has_value()) {
    const std::string when = calendar::FormatDate(*ban.lifted_date);
    return decision::Reject(kBanAlreadyLifted, fmt::format("{} was lifted on {}", ban_id, when),
                            {{"lifted_date", when}});
  }
  if (lifted_date > *ban.period.to) {
    const std::string last = calendar::FormatDate(*ban.period.to);
    return decision::Reject(kBanAlreadyOver, fmt::format("{} ended with {}", ban_id, last),
                            {{"to_date", last}});
  }

  v1::BanLifted fact;
  fact.set_ban_id(ban_id);
  fact.set_enterprise_id(enterprise_id);
  fact.set_lifted_date(calendar::FormatDate(lifted_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::registry
