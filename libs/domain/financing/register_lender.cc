#include "domain/financing/register_lender.h"

#include "calendar/date.h"
#include "debut/financing/v1/financing_events.pb.h"
#include "domain/financing/guards.h"

namespace debut::financing {

std::tuple<LenderFile, LenderCodeHolder> RegisterLender::Reads() const {
  return {LenderFile{lender_id}, LenderCodeHolder{credit_code}};
}

decision::Decision RegisterLender::Decide(const LenderFile& file,
                                          const LenderCodeHolder& holder) const {
  if (file.registered && file.credit_code == credit_code && file.name == name) {
    return decision::Nothing();
  }
  if (file.registered || !holder.lender_id.empty()) {
    const std::string& taken_by = file.registered ? lender_id : holder.lender_id;
    return decision::RejectAlreadyExists(
        kLenderAlreadyRegistered,
        fmt::format("lender {} is registered with credit code {}", taken_by,
                    file.registered ? file.credit_code : credit_code),
        {{"lender_id", taken_by}});
  }
  v1::LenderRegistered fact;
  fact.set_lender_id(lender_id);
  fact.set_credit_code(credit_code);
  fact.set_name(name);
  fact.set_registered_date(calendar::FormatDate(registered_date));
  return decision::Record(fact);
}

}  // namespace debut::financing
