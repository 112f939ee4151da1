#include "domain/market/record_contract_refund.h"

#include <algorithm>

#include "domain/market/guards.h"
#include "money/amount_text.h"

namespace debut::market {

std::tuple<ContractFile> RecordContractRefund::Reads() const { return {ContractFile{contract_id}}; }

decision::Decision RecordContractRefund::Decide(const ContractFile& contract) const {
  if (!contract.recorded) return RejectContractUnknown(contract_id);
  if (auto refusal = RefusalBeforeSigning(contract, refunded_date)) return *std::move(refusal);
  if (const auto known = contract.refunds.find(voucher_number); known != contract.refunds.end()) {
    if (known->second == ReceivedPayment{refunded_date, amount}) return decision::Nothing();
    return decision::RejectAlreadyExists(
        kVoucherAlreadyRecorded,
        fmt::format("refund voucher {} of {} is recorded otherwise", voucher_number, contract_id));
  }
  // Of that day, and of all that followed: neither may fall below nothing.
  const money::Fen received = std::min(contract.ReceivedBy(refunded_date), contract.Received());
  if (amount > received) {
    return decision::Reject(
        kRefundAboveReceived,
        fmt::format("{} yuan had been received on {}", money::FormatAmount(received), contract_id),
        {{"received_fen", std::to_string(received.count)}});
  }

  v1::ContractPaymentRefunded fact;
  fact.set_contract_id(contract_id);
  fact.set_voucher_number(voucher_number);
  fact.set_refunded_date(calendar::FormatDate(refunded_date));
  fact.set_amount_fen(amount.count);
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::market
