#include "domain/financing/record_interest_refund.h"

#include "base/typed_text.h"
#include "domain/financing/guards.h"
#include "money/amount_text.h"

namespace debut::financing {

using base::NormaliseNumber;

decision::Decision RecordInterestRefund::Decide(const LoanFile& loan) const {
  if (!loan.recorded) return RejectLoanUnknown(loan_id);
  const auto recorded = loan.refunds.find(NormaliseNumber(refund_number));
  if (recorded != loan.refunds.end()) {
    if (recorded->second ==
        InterestRefund{NormaliseNumber(voucher_number), refunded_date, amount}) {
      return decision::Nothing();
    }
    return decision::RejectAlreadyExists(
        kRefundAlreadyRecorded,
        fmt::format("refund {} is recorded with another voucher, date or amount", refund_number),
        {{"refunded_date", calendar::FormatDate(recorded->second.refunded_date)},
         {"amount_fen", std::to_string(recorded->second.amount.count)}});
  }
  const auto payment = loan.payments.find(NormaliseNumber(voucher_number));
  if (payment == loan.payments.end()) {
    return decision::RejectNotFound(
        kVoucherUnknown, fmt::format("nothing was paid on {} by {}", loan_id, voucher_number),
        {{"voucher_number", voucher_number}});
  }
  if (refunded_date < payment->second.paid_date) {
    const std::string paid_date = calendar::FormatDate(payment->second.paid_date);
    return decision::Reject(kRefundBeforePayment,
                            fmt::format("{} was paid on {}", voucher_number, paid_date),
                            {{"paid_date", paid_date}});
  }
  if (amount > payment->second.Net()) {
    const money::Fen room = payment->second.Net();
    return decision::Reject(kRefundAbovePayment,
                            fmt::format("{} yuan of normal interest are left of {}",
                                        money::FormatAmount(room), voucher_number),
                            {{"room_fen", std::to_string(room.count)}});
  }
  v1::InterestRefunded fact;
  fact.set_loan_id(loan_id);
  fact.set_refund_number(refund_number);
  fact.set_voucher_number(payment->second.voucher_number);
  fact.set_amount_fen(amount.count);
  fact.set_refunded_date(calendar::FormatDate(refunded_date));
  fact.set_enterprise_id(loan.enterprise_id);
  return decision::Record(fact);
}

}  // namespace debut::financing
