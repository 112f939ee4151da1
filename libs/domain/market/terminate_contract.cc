#include "domain/market/terminate_contract.h"

#include "domain/market/guards.h"

namespace debut::market {

std::tuple<ContractFile> TerminateContract::Reads() const { return {ContractFile{contract_id}}; }

decision::Decision TerminateContract::Decide(const ContractFile& contract) const {
  if (contract.recorded && contract.terminated_date == terminated_date) return decision::Nothing();
  if (auto refusal = RefusalOfFactOn(contract, terminated_date)) return *std::move(refusal);

  v1::ContractTerminated fact;
  fact.set_contract_id(contract_id);
  fact.set_terminated_date(calendar::FormatDate(terminated_date));
  fact.set_grounds(grounds);
  return decision::Record(fact);
}

}  // namespace debut::market
