#include "domain/insurance/register_insurer.h"

#include "calendar/date.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "domain/insurance/guards.h"

namespace debut::insurance {

std::tuple<InsurerFile, InsurerCodeHolder> RegisterInsurer::Reads() const {
  return {InsurerFile{insurer_id}, InsurerCodeHolder{credit_code}};
}

decision::Decision RegisterInsurer::Decide(const InsurerFile& file,
                                           const InsurerCodeHolder& holder) const {
  if (file.registered && file.credit_code == credit_code && file.name == name) {
    return decision::Nothing();
  }
  if (file.registered || !holder.insurer_id.empty()) {
    const std::string& taken_by = file.registered ? insurer_id : holder.insurer_id;
    return decision::RejectAlreadyExists(
        kInsurerAlreadyRegistered,
        fmt::format("insurer {} is registered with credit code {}", taken_by,
                    file.registered ? file.credit_code : credit_code),
        {{"insurer_id", taken_by}});
  }
  v1::InsurerRegistered fact;
  fact.set_insurer_id(insurer_id);
  fact.set_credit_code(credit_code);
  fact.set_name(name);
  fact.set_registered_date(calendar::FormatDate(registered_date));
  return decision::Record(fact);
}

}  // namespace debut::insurance
