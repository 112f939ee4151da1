#include "domain/market/record_contract_payment.h"

#include "domain/market/guards.h"
#include "money/amount_text.h"

namespace debut::market {

std::tuple<ContractFile> RecordContractPayment::Reads() const {
  return {ContractFile{contract_id}};
}

decision::Decision RecordContractPayment::Decide(const ContractFile& contract) const {
  const auto recorded = contract.payments.find(voucher_number);
  const bool known = recorded != contract.payments.end();
  if (known && recorded->second == ReceivedPayment{received_date, amount})
    return decision::Nothing();
  if (auto refusal = RefusalOfFactOn(contract, received_date)) return *std::move(refusal);
  if (known) {
    return decision::RejectAlreadyExists(
        kVoucherAlreadyRecorded,
        fmt::format("voucher {} of {} is recorded with {} yuan on {}", voucher_number, contract_id,
                    money::FormatAmount(recorded->second.amount),
                    calendar::FormatDate(recorded->second.date)));
  }
  const money::Fen room = contract.amount - contract.Received();
  if (amount > room) {
    return decision::Reject(
        kPaymentAboveContract,
        fmt::format("{} yuan of {} are still to be paid", money::FormatAmount(room), contract_id),
        {{"room_fen", std::to_string(room.count)}});
  }

  v1::ContractPaymentReceived fact;
  fact.set_contract_id(contract_id);
  fact.set_voucher_number(voucher_number);
  fact.set_received_date(calendar::FormatDate(received_date));
  fact.set_amount_fen(amount.count);
  return decision::Record(fact);
}

}  // namespace debut::market
