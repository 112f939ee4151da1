#pragma once

#include <string>
#include <utility>
#include <vector>

#include "debut/market/v1/market_events.pb.h"

// Facts about contracts, for the histories of tests. Dates are ISO texts, amounts fen.
namespace debut::market::testing {

using Lines = std::vector<std::pair<std::string, std::int64_t>>;

template <typename Fact>
void AddLines(Fact& fact, const Lines& lines) {
  for (const auto& [product_id, amount_fen] : lines) {
    v1::ContractLine& line = *fact.add_lines();
    line.set_product_id(product_id);
    line.set_amount_fen(amount_fen);
  }
}

// Maker E-1 sold product P-1 to B-1 for 100 yuan.
inline v1::ContractSigned Signed(const std::string& contract_id, const std::string& signed_date,
                                 const Lines& lines = {{"P-1", 10'000}},
                                 std::int64_t amount_fen = 10'000) {
  v1::ContractSigned fact;
  fact.set_contract_id(contract_id);
  fact.set_evidence_key("contract/" + contract_id);
  fact.set_seller_id("E-1");
  fact.set_buyer_id("B-1");
  fact.set_end_user_id("B-1");
  fact.set_number("合同〔2021〕1号");
  fact.set_signed_date(signed_date);
  fact.set_amount_fen(amount_fen);
  AddLines(fact, lines);
  return fact;
}

// The same through the trader B-1 to the end user U-1.
inline v1::ContractSigned SignedByTrader(const std::string& contract_id,
                                         const std::string& signed_date) {
  v1::ContractSigned fact = Signed(contract_id, signed_date);
  fact.set_buyer_is_trader(true);
  fact.set_end_user_id("U-1");
  return fact;
}

inline v1::ContractAmended Amended(const std::string& contract_id, const std::string& amended_date,
                                   const Lines& lines, std::int64_t amount_fen) {
  v1::ContractAmended fact;
  fact.set_contract_id(contract_id);
  fact.set_amended_date(amended_date);
  fact.set_amount_fen(amount_fen);
  AddLines(fact, lines);
  fact.set_document("补充协议");
  return fact;
}

inline v1::ContractTerminated Terminated(const std::string& contract_id, const std::string& date) {
  v1::ContractTerminated fact;
  fact.set_contract_id(contract_id);
  fact.set_terminated_date(date);
  fact.set_grounds("双方协商解除");
  return fact;
}

inline v1::ContractPaymentReceived Received(const std::string& contract_id,
                                            const std::string& voucher_number,
                                            const std::string& date, std::int64_t amount_fen) {
  v1::ContractPaymentReceived fact;
  fact.set_contract_id(contract_id);
  fact.set_voucher_number(voucher_number);
  fact.set_received_date(date);
  fact.set_amount_fen(amount_fen);
  return fact;
}

inline v1::ContractPaymentRefunded Refunded(const std::string& contract_id,
                                            const std::string& voucher_number,
                                            const std::string& date, std::int64_t amount_fen) {
  v1::ContractPaymentRefunded fact;
  fact.set_contract_id(contract_id);
  fact.set_voucher_number(voucher_number);
  fact.set_refunded_date(date);
  fact.set_amount_fen(amount_fen);
  fact.set_document("退款协议");
  return fact;
}

// As Signed() above, for 100.01 dollars at 6.4531 yuan: 645 yuan and 37 fen.
inline v1::ContractSigned SignedInDollars(const std::string& contract_id,
                                          const std::string& signed_date) {
  v1::ContractSigned fact = Signed(contract_id, signed_date, {{"P-1", 64'531}}, 64'537);
  fact.mutable_lines(0)->set_amount_minor(10'000);
  v1::ForeignPrice& price = *fact.mutable_foreign_price();
  price.set_currency("USD");
  price.set_amount_minor(10'001);
  price.set_rate_numerator(64'531);
  price.set_rate_denominator(10'000);
  price.set_rate_source("人民币汇率中间价");
  price.set_rate_date("2021-03-08");
  return fact;
}

inline v1::EndUserAccepted Accepted(const std::string& contract_id, const std::string& date) {
  v1::EndUserAccepted fact;
  fact.set_contract_id(contract_id);
  fact.set_end_user_id("U-1");
  fact.set_accepted_date(date);
  fact.set_document("验收单");
  return fact;
}

inline v1::FirstEntryCaseOpened CaseOpened(const std::string& family_id,
                                           const std::string& earliest_signed_date,
                                           const std::string& opened_date,
                                           const std::string& end_user_id = "B-1") {
  v1::FirstEntryCaseOpened fact;
  fact.set_family_id(family_id);
  fact.set_enterprise_id("E-1");
  fact.set_end_user_id(end_user_id);
  fact.set_earliest_signed_date(earliest_signed_date);
  fact.set_opened_date(opened_date);
  return fact;
}

inline v1::FirstEntryCaseCancelled CaseCancelled(const std::string& family_id,
                                                 const std::string& cancelled_date) {
  v1::FirstEntryCaseCancelled fact;
  fact.set_family_id(family_id);
  fact.set_cancelled_date(cancelled_date);
  fact.set_document("更正说明");
  fact.set_grounds("所用合同有误");
  return fact;
}

inline v1::FirstEntryContractJoined Joined(const std::string& family_id,
                                           const std::string& contract_id,
                                           const std::string& signed_date,
                                           const std::string& joined_date) {
  v1::FirstEntryContractJoined fact;
  fact.set_family_id(family_id);
  fact.set_contract_id(contract_id);
  fact.set_product_id("P-1");
  fact.set_signed_date(signed_date);
  fact.set_joined_date(joined_date);
  return fact;
}

}  // namespace debut::market::testing
