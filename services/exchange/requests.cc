#include "services/exchange/requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/acts.h"

namespace debut::exchange {

using money::Fen;
using money::Ratio;
using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr char kChina[] = "CN";
constexpr char kYuan[] = "CNY";

// `size` capital letters: a country, a currency.
std::string ReadCode(std::string_view field, const std::string& code, std::size_t size,
                     FieldErrors& errors) {
  const bool is_code =
      code.size() == size && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
  errors.Require(is_code, field, fmt::format("is not {} capital letters", size));
  return code;
}

std::optional<Conversion> ReadConversion(const v1::RecordExpenseRequest& request,
                                         absl::CivilDay paid_date, FieldErrors& errors) {
  const v1::Conversion& asked = request.conversion();
  const bool is_yuan = request.currency() == kYuan;
  errors.Require(is_yuan != request.has_conversion(), "conversion",
                 is_yuan ? "is not for an amount in CNY" : "is needed for a foreign currency");
  if (is_yuan || !request.has_conversion()) return std::nullopt;
  const std::int64_t num = errors.Positive("conversion.numerator", asked.numerator());
  const std::int64_t den = errors.Positive("conversion.denominator", asked.denominator());
  const std::string source = errors.Text("conversion.source", asked.source());
  const absl::CivilDay rate_date = errors.Date("conversion.rate_date", asked.rate_date());
  errors.Require(rate_date <= paid_date, "conversion.rate_date", "lies after paid_date");
  if (num <= 0 || den <= 0) return std::nullopt;
  const Ratio rate(num, den);
  const bool plausible = rate <= Ratio(kFenPerMinorMax, 1);
  errors.Require(
      plausible, "conversion.numerator",
      fmt::format("is more than {} fen for the currency's smallest unit", kFenPerMinorMax));
  if (!plausible) return std::nullopt;
  return Conversion{.rate = rate, .source = source, .rate_date = rate_date};
}

// Requires a currency and an amount that were read without an error.
void RequireAmountInFen(const ExpenseTerms& terms, FieldErrors& errors) {
  errors.Require(terms.Amount() >= Fen(1) && terms.Amount() <= money::kAmountMax, "amount_minor",
                 fmt::format("comes to {} fen", terms.Amount().count));
}

ExpenseTerms ReadTerms(const v1::RecordExpenseRequest& request, FieldErrors& errors,
                       const base::Clock& clock) {
  ExpenseTerms terms;
  terms.event_id = errors.Id("event_id", request.event_id());
  terms.enterprise_id = errors.Id("enterprise_id", request.enterprise_id());
  terms.category = errors.EnumSet("category", request.category());
  terms.issuer = errors.Text("issuer", request.issuer());
  terms.voucher_number =
      errors.Text("voucher_number", request.voucher_number(), kNumberCharactersMax);
  const std::int64_t line =
      errors.InRange("voucher_line", request.voucher_line(), 0, kVoucherLineMax);
  terms.voucher_line = line == 0 ? 1 : static_cast<std::uint32_t>(line);
  terms.paid_date = ActDate(errors, "paid_date", request.paid_date(), clock);
  terms.currency = ReadCode("currency", request.currency(), 3, errors);
  terms.amount_minor =
      errors.Positive("amount_minor", request.amount_minor(), money::kAmountMax.count);
  terms.conversion = ReadConversion(request, terms.paid_date, errors);
  return terms;
}

}  // namespace

PlanEvent Read(const v1::PlanEventRequest& request, FieldErrors& errors, const base::Clock&) {
  PlanEvent command;
  command.event_id =
      runtime::NewId(errors, "event_id", request.event_id(), "X", request.request_id());
  command.kind = errors.EnumSet("kind", request.kind());
  command.name = errors.Text("name", request.name());
  command.country = ReadCode("country", request.country(), 2, errors);
  const bool at_home = request.kind() == v1::EVENT_KIND_CONFERENCE_IN_BEIJING;
  errors.Require(at_home == (request.country() == kChina) || request.country().empty(), "country",
                 at_home ? "is not CN" : "is not abroad");
  command.city = errors.Text("city", request.city());
  command.begins_date = errors.Date("begins_date", request.begins_date());
  command.ends_date = errors.Date("ends_date", request.ends_date());
  errors.Require(command.begins_date <= command.ends_date, "ends_date", "lies before begins_date");
  command.document = errors.Text("document", request.document());
  return command;
}

CancelEvent Read(const v1::CancelEventRequest& request, FieldErrors& errors,
                 const base::Clock& clock) {
  return {errors.Id("event_id", request.event_id()),
          ActDate(errors, "cancelled_date", request.cancelled_date(), clock),
          errors.Text("grounds", request.grounds())};
}

RegisterParticipation Read(const v1::RegisterParticipationRequest& request, FieldErrors& errors,
                           const base::Clock& clock) {
  RegisterParticipation command;
  command.event_id = errors.Id("event_id", request.event_id());
  command.participant = registry::Party(errors.Id("enterprise_id", request.enterprise_id()));
  command.role = errors.EnumSet("role", request.role());
  errors.Count("product_ids", request.product_ids_size(), kProductsMax);
  for (int i = 0; i < std::min(request.product_ids_size(), kProductsMax); ++i) {
    command.product_ids.insert(
        errors.Id(fmt::format("product_ids[{}]", i), request.product_ids(i)));
  }
  command.registered_date = ActDate(errors, "registered_date", request.registered_date(), clock);
  return command;
}

RecordExpense Read(const v1::RecordExpenseRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  RecordExpense command;
  command.expense_id =
      runtime::NewId(errors, "expense_id", request.expense_id(), "EX", request.request_id());
  command.terms = ReadTerms(request, errors, clock);
  if (errors.ok()) RequireAmountInFen(command.terms, errors);
  return command;
}

ApproveExpense Read(const v1::ApproveExpenseRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  ApproveExpense command;
  command.expense_id = errors.Id("expense_id", request.expense_id());
  command.approved =
      Fen(errors.InRange("approved_fen", request.approved_fen(), 0, money::kAmountMax.count));
  command.reason = errors.OptionalText("reason", request.reason());
  command.approved_date = ActDate(errors, "approved_date", request.approved_date(), clock);
  return command;
}

VoidExpense Read(const v1::VoidExpenseRequest& request, FieldErrors& errors,
                 const base::Clock& clock) {
  return {errors.Id("expense_id", request.expense_id()),
          ActDate(errors, "voided_date", request.voided_date(), clock),
          errors.Text("grounds", request.grounds())};
}

}  // namespace debut::exchange
