#include "domain/market/amend_contract.h"

#include <algorithm>

#include "domain/market/guards.h"
#include "money/amount_text.h"

namespace debut::market {

std::tuple<ContractFile> AmendContract::Reads() const { return {ContractFile{contract_id}}; }

decision::Decision AmendContract::Decide(const ContractFile& contract) const {
  if (auto refusal = RefusalOfFactOn(contract, amended_date)) return *std::move(refusal);
  const bool same_products = std::ranges::equal(
      lines, contract.lines, {}, [](const auto& line) { return line.first; },
      [](const auto& line) { return line.first; });
  if (!same_products) {
    return decision::Reject(kContractProductsDiffer,
                            fmt::format("the lines are not for the products of {}", contract_id));
  }
  if (amount == contract.amount && lines == contract.lines) return decision::Nothing();
  if (amount < contract.Received()) {
    return decision::Reject(kAmountBelowReceived,
                            fmt::format("{} yuan have been received on {}",
                                        money::FormatAmount(contract.Received()), contract_id),
                            {{"received_fen", std::to_string(contract.Received().count)}});
  }

  v1::ContractAmended fact;
  fact.set_contract_id(contract_id);
  fact.set_amended_date(calendar::FormatDate(amended_date));
  fact.set_amount_fen(amount.count);
  for (const auto& [product_id, line] : lines) {
    v1::ContractLine& added = *fact.add_lines();
    added.set_product_id(product_id);
    added.set_amount_fen(line.count);
  }
  fact.set_document(document);
  return decision::Record(fact);
}

}  // namespace debut::market
