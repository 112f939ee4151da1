#include "services/market/answers.h"

#include "calendar/date.h"

namespace debut::market {

v1::Contract ContractOf(const ContractFile& file) {
  v1::Contract contract;
  contract.set_contract_id(file.contract_id);
  contract.set_seller_id(file.seller_id);
  contract.set_buyer_id(file.buyer_id);
  contract.set_end_user_id(file.end_user_id);
  contract.set_number(file.number);
  contract.set_signed_date(calendar::FormatDate(file.signed_date));
  contract.set_amount_fen(file.amount.count);
  for (const auto& [product_id, amount] : file.lines) {
    v1::ContractLine& line = *contract.add_lines();
    line.set_product_id(product_id);
    line.set_amount_fen(amount.count);
    if (file.foreign_price.has_value()) {
      line.set_amount_minor(file.foreign_price->lines_minor.at(product_id));
    }
  }
  if (file.foreign_price.has_value()) {
    *contract.mutable_foreign_price() = MessageOf(*file.foreign_price);
  }
  contract.set_refunded_fen(file.Refunded().count);
  contract.set_received_fen(file.Received().count);
  contract.set_terminated(file.terminated_date.has_value());
  contract.set_end_user_accepted(file.EndUserAccepted());
  return contract;
}

v1::FirstEntryCase FirstEntryCaseOf(const FirstEntryCase& entry) {
  v1::FirstEntryCase answer;
  answer.set_family_id(entry.family_id);
  answer.set_enterprise_id(entry.enterprise_id);
  answer.set_end_user_id(entry.end_user_id);
  answer.set_earliest_signed_date(calendar::FormatDate(entry.earliest_signed_date));
  for (const auto& [contract_id, member] : entry.members) answer.add_contract_ids(contract_id);
  return answer;
}

}  // namespace debut::market
