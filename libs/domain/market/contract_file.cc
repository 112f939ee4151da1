#include "domain/market/contract_file.h"

#include "decision/fact_codec.h"
#include "decision/recorded_date.h"

namespace debut::market {
namespace {

using decision::On;
using decision::RecordedDate;
using money::Fen;

template <typename Fact>
std::optional<ForeignPrice> ForeignPriceOf(const Fact& fact) {
  if (!fact.has_foreign_price()) return std::nullopt;
  ForeignPrice price = PriceIn(fact.foreign_price());
  for (const v1::ContractLine& line : fact.lines()) {
    price.lines_minor[line.product_id()] += line.amount_minor();
  }
  return price;
}

std::map<std::string, Fen> LinesOf(
    const google::protobuf::RepeatedPtrField<v1::ContractLine>& lines) {
  std::map<std::string, Fen> amounts;
  for (const v1::ContractLine& line : lines) amounts[line.product_id()] += Fen(line.amount_fen());
  return amounts;
}

}  // namespace

eventstore::Query ContractFile::Selects() const {
  if (contract_id.empty()) return {};
  return {{{.types = decision::TypesOf<v1::ContractSigned, v1::ContractAmended,
                                       v1::ContractTerminated, v1::ContractPaymentReceived,
                                       v1::ContractPaymentRefunded, v1::EndUserAccepted>(),
            .tags = {decision::Tag("contract", contract_id)}}}};
}

void ContractFile::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ContractSigned>(event, [&](const auto& fact) {
    recorded = true;
    evidence_key = fact.evidence_key();
    seller_id = fact.seller_id();
    buyer_id = fact.buyer_id();
    buyer_is_trader = fact.buyer_is_trader();
    end_user_id = fact.end_user_id();
    number = fact.number();
    signed_date = RecordedDate(fact.signed_date());
    amount = Fen(fact.amount_fen());
    lines = LinesOf(fact.lines());
    foreign_price = ForeignPriceOf(fact);
    agreed_positions.push_back(event.position);
  });
  On<v1::ContractAmended>(event, [&](const auto& fact) {
    amount = Fen(fact.amount_fen());
    lines = LinesOf(fact.lines());
    foreign_price = ForeignPriceOf(fact);
    agreed_positions.push_back(event.position);
  });
  On<v1::ContractTerminated>(
      event, [&](const auto& fact) { terminated_date = RecordedDate(fact.terminated_date()); });
  On<v1::ContractPaymentReceived>(event, [&](const auto& fact) {
    payments[fact.voucher_number()] = {RecordedDate(fact.received_date()), Fen(fact.amount_fen())};
    payment_positions.push_back(event.position);
  });
  On<v1::ContractPaymentRefunded>(event, [&](const auto& fact) {
    refunds[fact.voucher_number()] = {RecordedDate(fact.refunded_date()), Fen(fact.amount_fen())};
    payment_positions.push_back(event.position);
  });
  On<v1::EndUserAccepted>(
      event, [&](const auto& fact) { accepted_date = RecordedDate(fact.accepted_date()); });
}

Fen ContractFile::LineOf(const std::string& product_id) const {
  const auto line = lines.find(product_id);
  return line == lines.end() ? Fen() : line->second;
}

Fen ContractFile::ReceivedBy(absl::CivilDay date) const {
  Fen sum;
  for (const auto& [voucher, payment] : payments) {
    if (payment.date <= date) sum += payment.amount;
  }
  for (const auto& [voucher, refund] : refunds) {
    if (refund.date <= date) sum -= refund.amount;
  }
  return sum;
}

Fen ContractFile::Refunded() const {
  Fen sum;
  for (const auto& [voucher, refund] : refunds) sum += refund.amount;
  return sum;
}

eventstore::Query ContractKeyHolder::Selects() const {
  if (evidence_key.empty()) return {};
  return {{{.types = decision::TypesOf<v1::ContractSigned>(),
            .tags = {decision::Tag("contract_key", evidence_key)}}}};
}

void ContractKeyHolder::Apply(const eventstore::SequencedEvent& event) {
  On<v1::ContractSigned>(event, [&](const auto& fact) { contract_id = fact.contract_id(); });
}

}  // namespace debut::market
