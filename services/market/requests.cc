#include "services/market/requests.h"

#include <fmt/format.h>

#include <map>

#include "money/fen.h"
#include "runtime/acts.h"

namespace debut::market {

using money::Fen;
using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr std::int64_t kAmountMax = money::kAmountMax.count;

using Lines = google::protobuf::RepeatedPtrField<v1::ContractLine>;

// Amounts by product, each `line_min` at least. Their sum is at most `amount`; one line a product.
std::map<std::string, Fen> ReadLines(const Lines& lines, std::int64_t line_min, std::int64_t amount,
                                     FieldErrors& errors) {
  std::map<std::string, Fen> read;
  Fen sum;
  errors.Count("lines", lines.size(), kContractLinesMax);
  for (int i = 0; i < std::min(lines.size(), kContractLinesMax); ++i) {
    const v1::ContractLine& line = lines[i];
    const std::string field = fmt::format("lines[{}].product_id", i);
    const std::string id = errors.Id(field, line.product_id());
    errors.InRange(fmt::format("lines[{}].amount_fen", i), line.amount_fen(), line_min, kAmountMax);
    const bool is_amount = line.amount_fen() >= line_min && line.amount_fen() <= kAmountMax;
    const Fen line_amount(is_amount ? line.amount_fen() : 0);
    errors.Require(read.emplace(id, line_amount).second || line.product_id().empty(), field,
                   "is in another line: add the two");
    sum += line_amount;
  }
  const bool is_amount = amount >= line_min && amount <= kAmountMax;
  errors.Require(!is_amount || sum <= Fen(amount), "lines",
                 fmt::format("the lines sum up to {} fen, more than amount_fen", sum.count));
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
  command.amount = Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax));
  command.lines = ReadLines(request.lines(), 1, request.amount_fen(), errors);
  return command;
}

AmendContract Read(const v1::AmendContractRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  AmendContract command;
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.amended_date = ActDate(errors, "amended_date", request.amended_date(), clock);
  command.amount = Fen(errors.InRange("amount_fen", request.amount_fen(), 0, kAmountMax));
  command.lines = ReadLines(request.lines(), 0, request.amount_fen(), errors);
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
