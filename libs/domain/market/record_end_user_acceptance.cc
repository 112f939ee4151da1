#include "domain/market/record_end_user_acceptance.h"

#include "domain/market/guards.h"

namespace debut::market {

std::tuple<ContractFile> RecordEndUserAcceptance::Reads() const {
  return {ContractFile{contract_id}};
}

decision::Decision RecordEndUserAcceptance::Decide(const ContractFile& contract) const {
  if (auto refusal = RefusalOfFactOn(contract, accepted_date)) return *std::move(refusal);
  if (!contract.buyer_is_trader) {
    return decision::Reject(
        kBuyerIsEndUser, fmt::format("{} bought for itself by {}", contract.buyer_id, contract_id),
        {{"buyer_id", contract.buyer_id}});
  }
  if (contract.accepted_date.has_value()) return decision::Nothing();

  v1::EndUserAccepted fact;
  fact.set_contract_id(contract_id);
  fact.set_end_user_id(contract.end_user_id);
  fact.set_accepted_date(calendar::FormatDate(accepted_date));
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::market
