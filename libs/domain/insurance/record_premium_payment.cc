#include "domain/insurance/record_premium_payment.h"

#include "base/typed_text.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "domain/insurance/guards.h"
#include "money/amount_text.h"

namespace debut::insurance {

using money::Fen;

std::tuple<InsurancePolicyFile> RecordPremiumPayment::Reads() const {
  return {InsurancePolicyFile{policy_id}};
}

decision::Decision RecordPremiumPayment::Decide(const InsurancePolicyFile& policy) const {
  if (!policy.bound) return RejectPolicyUnknown(policy_id);
  const auto recorded = policy.instalments.find(base::NormaliseNumber(voucher_number));
  if (recorded != policy.instalments.end()) {
    if (recorded->second.paid_date == paid_date && recorded->second.paid == amount) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kVoucherAlreadyRecorded,
        fmt::format("voucher {} is recorded with another date or amount", voucher_number),
        {{"paid_date", calendar::FormatDate(recorded->second.paid_date)},
         {"amount_fen", std::to_string(recorded->second.paid.count)}});
  }
  if (policy.cancelled_date.has_value() && paid_date > *policy.cancelled_date) {
    return RejectCancelled(policy);
  }
  const Fen room = policy.premium - (policy.Paid() - policy.Refunded());
  if (amount > room) {
    return decision::Reject(
        kPremiumAboveAgreed,
        fmt::format("{} yuan are left of the premium of {}", money::FormatAmount(room), policy_id),
        {{"room_fen", std::to_string(room.count)}});
  }
  v1::PremiumPaid fact;
  fact.set_policy_id(policy_id);
  fact.set_voucher_number(voucher_number);
  fact.set_paid_time(paid_time);
  fact.set_paid_date(calendar::FormatDate(paid_date));
  fact.set_limit_year(static_cast<std::uint32_t>(calendar::LimitYear(paid_date)));
  fact.set_amount_fen(amount.count);
  fact.set_enterprise_id(policy.enterprise_id);
  return decision::Record(fact);
}

}  // namespace debut::insurance
