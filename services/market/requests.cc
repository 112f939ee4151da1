#include "services/market/requests.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "domain/market/reasons.h"
#include "runtime/acts.h"
#include "runtime/rpc_status.h"

namespace debut::market {
namespace {

using money::Fen;
using runtime::FieldErrors;

using Lines = google::protobuf::RepeatedPtrField<v1::ContractLine>;

// Amounts by product. Their sum is at most `amount`; one line a product.
std::map<std::string, Fen> ReadLines(const Lines& lines, std::int64_t amount, FieldErrors& errors) {
  std::map<std::string, Fen> read;
  std::int64_t sum = 0;
  errors.Count("lines", lines.size(), kContractLinesMax);
  for (int i = 0; i < lines.size(); ++i) {
    const std::string id = errors.Id(fmt::format("lines[{}].product_id", i), lines[i].product_id());
    const std::int64_t line =
        errors.Positive(fmt::format("lines[{}].amount_fen", i), lines[i].amount_fen());
    errors.Require(read.emplace(id, Fen(line)).second || id.empty(),
                   fmt::format("lines[{}].product_id", i), "is in another line: add the two");
    sum += line;
  }
  errors.Require(sum <= amount, "lines",
                 fmt::format("the lines sum up to {} fen, more than amount_fen", sum));
  return read;
}

}  // namespace

SignContractFields ReadSignContract(const v1::SignContractRequest& request, FieldErrors& errors,
                                    const base::Clock& clock) {
  SignContractFields fields;
  fields.seller_id = errors.Id("seller_id", request.seller_id());
  fields.buyer_id = errors.Id("buyer_id", request.buyer_id());
  fields.end_user_id = request.end_user_id().empty()
                           ? request.buyer_id()
                           : errors.Id("end_user_id", request.end_user_id());
  errors.Require(request.buyer_is_trader() ? fields.end_user_id != request.buyer_id()
                                           : fields.end_user_id == request.buyer_id(),
                 "end_user_id",
                 request.buyer_is_trader() ? "a trader's end user is another party than the buyer"
                                           : "is the buyer, unless buyer_is_trader");
  market::SignContract& command = fields.command;
  command.contract_id =
      runtime::NewId(errors, "contract_id", request.contract_id(), "C", request.request_id());
  command.buyer_is_trader = request.buyer_is_trader();
  command.number = errors.Text("number", request.number(), kNumberCharactersMax);
  command.signed_date = runtime::ActDate(errors, "signed_date", request.signed_date(), clock);
  command.amount = Fen(errors.Positive("amount_fen", request.amount_fen()));
  command.lines = ReadLines(request.lines(), request.amount_fen(), errors);
  return fields;
}

AmendContract ReadAmendContract(const v1::AmendContractRequest& request, FieldErrors& errors,
                                const base::Clock& clock) {
  AmendContract command;
  command.contract_id = errors.Id("contract_id", request.contract_id());
  command.amended_date = runtime::ActDate(errors, "amended_date", request.amended_date(), clock);
  command.amount = Fen(errors.Positive("amount_fen", request.amount_fen()));
  command.lines = ReadLines(request.lines(), request.amount_fen(), errors);
  command.document = errors.Text("document", request.document());
  return command;
}

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
  }
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

absl::Status ContractUnknownError(const std::string& contract_id) {
  return runtime::ReasonError(absl::StatusCode::kNotFound, "market", kContractUnknown,
                              fmt::format("no contract {} is recorded", contract_id),
                              {{"contract_id", contract_id}});
}

absl::Status FirstEntryCaseUnknownError(const std::string& family_id) {
  return runtime::ReasonError(absl::StatusCode::kNotFound, "market", kFirstEntryCaseUnknown,
                              fmt::format("{} has no first-entry case", family_id),
                              {{"family_id", family_id}});
}

}  // namespace debut::market
