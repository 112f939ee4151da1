#include "services/market/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "money/fen.h"
#include "runtime/acts.h"

namespace debut::market {

using money::Fen;
using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr std::int64_t kAmountMax = money::kAmountMax.count;

using Lines = google::protobuf::RepeatedPtrField<v1::ContractLine>;

// Which amounts the lines give: "amount_fen" of yuan, "amount_minor" of a foreign currency.
struct Unit {
  std::string field;
  std::int64_t (*amount_of)(const v1::ContractLine&);
};
const Unit kInFen{"amount_fen", [](const v1::ContractLine& line) { return line.amount_fen(); }};
const Unit kInMinor{"amount_minor",
                    [](const v1::ContractLine& line) { return line.amount_minor(); }};

// Amounts by product, each `line_min` at least. Their sum is at most `amount`; one line a product.
// What a line says in the other unit must be nothing.
std::map<std::string, Fen> ReadLines(const Lines& lines, std::int64_t line_min, std::int64_t amount,
                                     FieldErrors& errors, const Unit& unit = kInFen) {
  const Unit& other = unit.field == kInFen.field ? kInMinor : kInFen;
  std::map<std::string, Fen> read;
  Fen sum;
  errors.Count("lines", lines.size(), kContractLinesMax);
  for (int i = 0; i < std::min(lines.size(), kContractLinesMax); ++i) {
    const v1::ContractLine& line = lines[i];
    const std::string field = fmt::format("lines[{}].product_id", i);
    const std::string id = errors.Id(field, line.product_id());
    const std::int64_t given = unit.amount_of(line);
    errors.InRange(fmt::format("lines[{}].{}", i, unit.field), given, line_min, kAmountMax);
    errors.Require(other.amount_of(line) == 0, fmt::format("lines[{}].{}", i, other.field),
                   "is not the unit of this contract");
    const bool is_amount = given >= line_min && given <= kAmountMax;
    const Fen line_amount(is_amount ? given : 0);
    errors.Require(read.emplace(id, line_amount).second || line.product_id().empty(), field,
                   "is in another line: add the two");
    sum += line_amount;
  }
  const bool is_amount = amount >= line_min && amount <= kAmountMax;
  errors.Require(!is_amount || sum <= Fen(amount), "lines",
                 fmt::format("the lines sum up to {}, more than {}", sum.count, unit.field));
  return read;
}

// The end user's id; the buyer's own unless a trader bought.
std::string ReadEndUser(const v1::SignContractRequest& request, FieldErrors& errors) {
  if (request.buyer_is_trader()) {
    errors.Require(request.end_user_id() != request.buyer_id() || request.buyer_id().empty(),
                   "end_user_id", "a trader's end user is another party than the buyer");
    return errors.Id("end_user_id", request.end_user_id());
  }
  const bool is_buyer =
      request.end_user_id().empty() || request.end_user_id() == request.buyer_id();
  errors.Require(is_buyer, "end_user_id", "is the buyer, unless buyer_is_trader");
  return request.buyer_id();
}

constexpr std::int64_t kRateMax = 1'000'000'000;

ExchangeRate ReadRate(const v1::ForeignPrice& price, FieldErrors& errors,
                      const base::Clock& clock) {
  ExchangeRate rate;
  rate.currency = price.currency();
  const bool is_code =
      rate.currency.size() == 3 && rate.currency != "CNY" &&
      std::ranges::all_of(rate.currency, [](char c) { return c >= 'A' && c <= 'Z'; });
  errors.Require(is_code, "foreign_price.currency", "should be a code of ISO 4217, and not CNY");
  const std::int64_t numerator =
      errors.Positive("foreign_price.rate_numerator", price.rate_numerator(), kRateMax);
  const std::int64_t denominator =
      errors.Positive("foreign_price.rate_denominator", price.rate_denominator(), kRateMax);
  if (denominator > 0) rate.fen_per_unit = money::Ratio(numerator, denominator);
  rate.source = errors.Text("foreign_price.rate_source", price.rate_source());
  rate.date = ActDate(errors, "foreign_price.rate_date", price.rate_date(), clock);
  errors.Require(!price.rate_date().empty(), "foreign_price.rate_date", "is missing");
  return rate;
}

// The price in the currency's unit, and what it makes in fen.
void ReadForeignPrice(const v1::SignContractRequest& request, SignContract& command,
                      FieldErrors& errors, const base::Clock& clock) {
  const v1::ForeignPrice& price = request.foreign_price();
  ForeignPrice foreign{ReadRate(price, errors, clock), price.amount_minor(), {}};
  errors.Positive("foreign_price.amount_minor", price.amount_minor(), kAmountMax);
  errors.Require(request.amount_fen() == 0, "amount_fen", "follows from foreign_price");
  const auto lines = ReadLines(request.lines(), 1, price.amount_minor(), errors, kInMinor);
  if (!errors.ok()) return;
  const auto total = Converted(foreign.amount_minor, foreign.rate);
  errors.Require(total.has_value() && total->count > 0, "foreign_price.amount_minor",
                 "is not an amount of fen at that rate");
  if (!errors.ok()) return;
  command.amount = *total;
  for (const auto& [product_id, line] : lines) {
    foreign.lines_minor[product_id] = line.count;
    command.lines[product_id] = *Converted(line.count, foreign.rate);
  }
  command.foreign_price = std::move(foreign);
}

}  // namespace

SignContract Read(const v1::SignContractRequest& request, FieldErrors& errors,
                  const base::Clock& clock) {
  SignContract command;
  command.contract_id =
      runtime::NewId(errors, "contract_id", request.contract_id(), "C", request.request_id());
  command.seller = registry::Party(errors.Id("seller_id", request.seller_id()));
  command.buyer = registry::Party(errors.Id("buyer_id", request.buyer_id()));
  command.buyer_is_trader = request.buyer_is_trader();
  command.end_user = registry::Party(ReadEndUser(request, errors));
  command.number = errors.Text("number", request.number(), kNumberCharactersMax);
  command.signed_date = ActDate(errors, "signed_date", request.signed_date(), clock);
  if (request.has_foreign_price()) {
    ReadForeignPrice(request, command, errors, clock);
    return command;
  }
  command.amount = Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax));
  command.lines = ReadLines(request.lines(), 1, request.amount_fen(), errors);
  return command;
}

AmendContract Read(const v1::AmendContractRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  AmendContract command;
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.amended_date = ActDate(errors, "amended_date", request.amended_date(), clock);
  command.currency = request.currency();
  const bool foreign = !command.currency.empty();
  const Unit& unit = foreign ? kInMinor : kInFen;
  const std::int64_t amount = foreign ? request.amount_minor() : request.amount_fen();
  command.amount = Fen(errors.InRange(unit.field, amount, 0, kAmountMax));
  errors.Require((foreign ? request.amount_fen() : request.amount_minor()) == 0,
                 foreign ? "amount_fen" : "amount_minor", "is not the unit of this amendment");
  command.lines = ReadLines(request.lines(), 0, amount, errors, unit);
  command.document = errors.Text("document", request.document());
  return command;
}

TerminateContract Read(const v1::TerminateContractRequest& request, FieldErrors& errors,
                       const base::Clock& clock) {
  return {errors.Id("contract_id", request.contract_id()),
          ActDate(errors, "terminated_date", request.terminated_date(), clock),
          errors.Text("grounds", request.grounds())};
}

RecordContractPayment Read(const v1::RecordContractPaymentRequest& request, FieldErrors& errors,
                           const base::Clock& clock) {
  return {errors.Id("contract_id", request.contract_id()),
          errors.Text("voucher_number", request.voucher_number(), kNumberCharactersMax),
          ActDate(errors, "received_date", request.received_date(), clock),
          Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax))};
}

RecordContractRefund Read(const v1::RecordContractRefundRequest& request, FieldErrors& errors,
                          const base::Clock& clock) {
  return {errors.Id("contract_id", request.contract_id()),
          errors.Text("voucher_number", request.voucher_number(), kNumberCharactersMax),
          ActDate(errors, "refunded_date", request.refunded_date(), clock),
          Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax)),
          errors.Text("document", request.document())};
}

CancelFirstEntryCase Read(const v1::CancelFirstEntryCaseRequest& request, FieldErrors& errors,
                          const base::Clock& clock) {
  return {errors.Id("family_id", request.family_id()),
          ActDate(errors, "cancelled_date", request.cancelled_date(), clock),
          errors.Text("document", request.document()), errors.Text("grounds", request.grounds())};
}

RecordEndUserAcceptance Read(const v1::RecordEndUserAcceptanceRequest& request, FieldErrors& errors,
                             const base::Clock& clock) {
  return {errors.Id("contract_id", request.contract_id()),
          ActDate(errors, "accepted_date", request.accepted_date(), clock),
          errors.Text("document", request.document())};
}

OpenFirstEntryCase Read(const v1::OpenFirstEntryCaseRequest& request, FieldErrors& errors,
                        const base::Clock& clock) {
  OpenFirstEntryCase command;
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.product_id = errors.Id("product_id", request.product_id());
  command.opened_date = ActDate(errors, "opened_date", request.opened_date(), clock);
  return command;
}

JoinFirstEntryCase Read(const v1::JoinFirstEntryCaseRequest& request, FieldErrors& errors,
                        const base::Clock& clock) {
  JoinFirstEntryCase command;
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.product_id = errors.Id("product_id", request.product_id());
  command.joined_date = ActDate(errors, "joined_date", request.joined_date(), clock);
  return command;
}

}  // namespace debut::market
