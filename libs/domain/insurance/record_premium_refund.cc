#include "domain/insurance/record_premium_refund.h"

#include "base/typed_text.h"
#include "debut/insurance/v1/insurance_events.pb.h"
#include "domain/insurance/guards.h"
#include "money/amount_text.h"

namespace debut::insurance {

using base::NormaliseNumber;

std::tuple<InsurancePolicyFile> RecordPremiumRefund::Reads() const {
  return {InsurancePolicyFile{policy_id}};
}

decision::Decision RecordPremiumRefund::Decide(const InsurancePolicyFile& policy) const {
  if (!policy.bound) return RejectPolicyUnknown(policy_id);
  const auto recorded = policy.refunds.find(NormaliseNumber(refund_number));
  if (recorded != policy.refunds.end()) {
    if (recorded->second == Refund{NormaliseNumber(voucher_number), refunded_date, amount}) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kRefundAlreadyRecorded,
        fmt::format("refund {} is recorded with another voucher, date or amount", refund_number),
        {{"refunded_date", calendar::FormatDate(recorded->second.refunded_date)},
         {"amount_fen", std::to_string(recorded->second.amount.count)}});
  }
  const auto instalment = policy.instalments.find(NormaliseNumber(voucher_number));
  if (instalment == policy.instalments.end()) {
    return decision::RejectNotFound(
        kVoucherUnknown, fmt::format("{} has no instalment {}", policy_id, voucher_number),
        {{"voucher_number", voucher_number}});
  }
  if (refunded_date < instalment->second.paid_date) {
    const std::string paid_date = calendar::FormatDate(instalment->second.paid_date);
    return decision::Reject(kRefundBeforePayment,
                            fmt::format("{} was paid on {}", voucher_number, paid_date),
                            {{"paid_date", paid_date}});
  }
  if (amount > instalment->second.Net()) {
    return decision::Reject(
        kRefundAbovePayment,
        fmt::format("{} yuan are left of {}", money::FormatAmount(instalment->second.Net()),
                    voucher_number),
        {{"room_fen", std::to_string(instalment->second.Net().count)}});
  }
  v1::PremiumRefunded fact;
  fact.set_policy_id(policy_id);
  fact.set_refund_number(refund_number);
  fact.set_voucher_number(instalment->second.voucher_number);
  fact.set_amount_fen(amount.count);
  fact.set_refunded_date(calendar::FormatDate(refunded_date));
  fact.set_enterprise_id(policy.enterprise_id);
  return decision::Record(fact);
}

}  // namespace debut::insurance
