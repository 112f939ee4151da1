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
  const auto in_fen = InFen(contract);
  if (const auto* refusal = std::get_if<decision::Decision>(&in_fen)) return *refusal;
  const AmendContract& agreed = std::get<AmendContract>(in_fen);
  const bool same_price = currency.empty() || amount.count == contract.foreign_price->amount_minor;
  if (same_price && agreed.amount == contract.amount && agreed.lines == contract.lines) {
    return decision::Nothing();
  }
  if (agreed.amount < contract.Received()) {
    return decision::Reject(kAmountBelowReceived,
                            fmt::format("{} yuan have been received on {}",
                                        money::FormatAmount(contract.Received()), contract_id),
                            {{"received_fen", std::to_string(contract.Received().count)}});
  }

  v1::ContractAmended fact;
  fact.set_contract_id(contract_id);
  fact.set_amended_date(calendar::FormatDate(amended_date));
  fact.set_amount_fen(agreed.amount.count);
  for (const auto& [product_id, line] : agreed.lines) {
    v1::ContractLine& added = *fact.add_lines();
    added.set_product_id(product_id);
    added.set_amount_fen(line.count);
    if (!currency.empty()) added.set_amount_minor(lines.at(product_id).count);
  }
  fact.set_document(document);
  if (!currency.empty()) {
    *fact.mutable_foreign_price() = MessageOf(*contract.foreign_price);
    fact.mutable_foreign_price()->set_amount_minor(amount.count);
  }
  return decision::Record(fact);
}

std::variant<AmendContract, decision::Decision> AmendContract::InFen(
    const ContractFile& contract) const {
  const std::string agreed_in =
      contract.foreign_price.has_value() ? contract.foreign_price->rate.currency : "";
  if (currency != agreed_in) {
    return decision::Reject(
        kCurrencyDiffers,
        fmt::format("{} is in {}", contract_id, agreed_in.empty() ? "CNY" : agreed_in),
        {{"currency", agreed_in}});
  }
  AmendContract converted = *this;
  if (currency.empty()) return converted;
  const ExchangeRate& rate = contract.foreign_price->rate;
  const std::optional<money::Fen> total = Converted(amount.count, rate);
  if (!total.has_value()) {
    return decision::Reject(kAmountTooLarge,
                            fmt::format("{} of {} are too much", amount.count, currency));
  }
  converted.amount = *total;
  // No line is larger than the total.
  for (auto& [product_id, line] : converted.lines) line = *Converted(line.count, rate);
  return converted;
}

}  // namespace debut::market
