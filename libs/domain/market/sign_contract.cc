#include "domain/market/sign_contract.h"

#include "domain/market/contract_key.h"
#include "domain/market/guards.h"

namespace debut::market {
namespace {

decision::Decision RejectPartyUnknown(const std::string& id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", id),
                                  {{"enterprise_id", id}});
}

std::set<std::string> KeysOf(const std::map<std::string, money::Fen>& lines) {
  std::set<std::string> keys;
  for (const auto& [key, amount] : lines) keys.insert(key);
  return keys;
}

decision::Decision RejectRecorded(const std::string& contract_id) {
  return decision::RejectAlreadyExists(kContractAlreadyRecorded,
                                       fmt::format("the contract is recorded as {}", contract_id),
                                       {{"contract_id", contract_id}});
}

}  // namespace

std::tuple<ContractFile, ContractKeyHolder, registry::Party, registry::Party, registry::Party,
           certification::ProductFiles>
SignContract::Reads() const {
  return {ContractFile{contract_id},
          ContractKeyHolder{evidence_key},
          seller,
          buyer,
          end_user,
          certification::ProductFiles(KeysOf(lines))};
}

decision::Decision SignContract::Decide(const ContractFile& contract,
                                        const ContractKeyHolder& holder,
                                        const registry::Party& seller_file,
                                        const registry::Party& buyer_file,
                                        const registry::Party& end_user_file,
                                        const certification::ProductFiles& products) const {
  for (const registry::Party* party : {&seller_file, &buyer_file, &end_user_file}) {
    if (!party->Known()) return RejectPartyUnknown(party->id());
    if (!party->Complete()) return decision::Stale{};
  }
  for (const registry::Party* party : {&buyer_file, &end_user_file}) {
    if (party->LegalPersonId() != seller_file.LegalPersonId()) continue;
    return decision::Reject(kPartiesAreOne, fmt::format("{} and {} are one legal person",
                                                        seller_file.id(), party->id()));
  }
  if (ContractKey(seller_file.file().credit_code, buyer_file.file().credit_code, number,
                  signed_date) != evidence_key) {
    return decision::Stale{};
  }
  if (contract.recorded) return RejectRecorded(contract_id);
  if (!holder.contract_id.empty()) return RejectRecorded(holder.contract_id);
  for (const auto& [product_id, product] : products.files) {
    if (!product.submitted) {
      return decision::RejectNotFound(kProductUnknown, fmt::format("no product {}", product_id),
                                      {{"product_id", product_id}});
    }
    if (!seller_file.Contains(product.enterprise_id)) {
      return decision::Reject(kProductOfAnotherMaker,
                              fmt::format("{} is made by {}", product_id, product.enterprise_id),
                              {{"product_id", product_id}, {"maker_id", product.enterprise_id}});
    }
  }
  return decision::Record(Fact());
}

v1::ContractSigned SignContract::Fact() const {
  v1::ContractSigned fact;
  fact.set_contract_id(contract_id);
  fact.set_evidence_key(evidence_key);
  fact.set_seller_id(seller.id());
  fact.set_buyer_id(buyer.id());
  fact.set_buyer_is_trader(buyer_is_trader);
  fact.set_end_user_id(end_user.id());
  fact.set_number(number);
  fact.set_signed_date(calendar::FormatDate(signed_date));
  fact.set_amount_fen(amount.count);
  for (const auto& [product_id, line] : lines) {
    v1::ContractLine& added = *fact.add_lines();
    added.set_product_id(product_id);
    added.set_amount_fen(line.count);
    if (foreign_price.has_value()) {
      added.set_amount_minor(foreign_price->lines_minor.at(product_id));
    }
  }
  if (foreign_price.has_value()) *fact.mutable_foreign_price() = MessageOf(*foreign_price);
  return fact;
}

}  // namespace debut::market
