#include "services/financing/requests.h"

#include <fmt/format.h>

#include "calendar/date.h"
#include "identity/credit_code.h"
#include "money/fen.h"
#include "runtime/acts.h"
#include "runtime/paid_moment.h"

namespace debut::financing {

using money::Fen;
using runtime::ActDate;
using runtime::FieldErrors;

namespace {

constexpr std::int64_t kAmountMax = money::kAmountMax.count;

std::string ReadCreditCode(const std::string& typed, FieldErrors& errors) {
  const auto code = identity::CreditCode::Parse(typed);
  if (code.ok()) return code->text();
  errors.Add("credit_code", std::string(code.status().message()));
  return {};
}

std::string ReadNumber(std::string_view field, const std::string& number, FieldErrors& errors) {
  return errors.Text(field, number, kNumberCharactersMax);
}

Fen ReadAmount(std::string_view field, std::int64_t fen, FieldErrors& errors) {
  return Fen(errors.Positive(field, fen, kAmountMax));
}

// Not negative.
Fen ReadPart(std::string_view field, std::int64_t fen, FieldErrors& errors) {
  return Fen(errors.InRange(field, fen, 0, kAmountMax));
}

// Of a year: more than 0 and less than 1.
money::Ratio ReadRate(std::int64_t numerator, std::int64_t denominator, FieldErrors& errors) {
  errors.Positive("rate_numerator", numerator, kRatePartMax);
  errors.Positive("rate_denominator", denominator, kRatePartMax);
  const bool positive = numerator > 0 && denominator > 0;
  errors.Require(!positive || numerator < denominator, "rate_numerator",
                 "is not less than rate_denominator");
  return positive ? money::Ratio(numerator, denominator) : money::Ratio(0, 1);
}

// Two days, the second one later than the first.
struct Days {
  absl::CivilDay from;
  absl::CivilDay to;
};
Days ReadDays(std::string_view from_field, const std::string& from_date, std::string_view to_field,
              const std::string& to_date, FieldErrors& errors) {
  const Days days{errors.Date(from_field, from_date), errors.Date(to_field, to_date)};
  const bool both = calendar::ParseDate(from_date).ok() && calendar::ParseDate(to_date).ok();
  errors.Require(!both || days.from < days.to, to_field,
                 fmt::format("{} is not after {}", to_date, from_date));
  return days;
}

}  // namespace

RegisterLender Read(const v1::RegisterLenderRequest& request, FieldErrors& errors,
                    const base::Clock& clock) {
  return {.lender_id =
              runtime::NewId(errors, "lender_id", request.lender_id(), "B", request.request_id()),
          .credit_code = ReadCreditCode(request.credit_code(), errors),
          .name = errors.Text("name", request.name()),
          .registered_date = ActDate(errors, "registered_date", request.registered_date(), clock)};
}

RecordRevenue Read(const v1::RecordRevenueRequest& request, FieldErrors& errors,
                   const base::Clock& clock) {
  const int this_year = calendar::LimitYear(clock.Now());
  return {.enterprise_id = errors.Id("enterprise_id", request.enterprise_id()),
          .year = static_cast<std::uint32_t>(
              errors.InRange("year", request.year(), calendar::kYearMin, this_year)),
          .revenue = ReadPart("revenue_fen", request.revenue_fen(), errors),
          .document = errors.Text("document", request.document())};
}

SignLoan Read(const v1::SignLoanRequest& request, FieldErrors& errors, const base::Clock& clock) {
  SignLoan command;
  command.loan_id = runtime::NewId(errors, "loan_id", request.loan_id(), "L", request.request_id());
  command.lender_id = errors.Id("lender_id", request.lender_id());
  command.contract_number = ReadNumber("contract_number", request.contract_number(), errors);
  command.borrower = registry::Party(errors.Id("enterprise_id", request.enterprise_id()));
  command.type = errors.EnumSet("type", request.type());
  command.principal = ReadAmount("principal_fen", request.principal_fen(), errors);
  command.signed_date = ActDate(errors, "signed_date", request.signed_date(), clock);
  const Days days =
      ReadDays("from_date", request.from_date(), "due_date", request.due_date(), errors);
  command.from = days.from;
  command.due = days.to;
  command.rate = ReadRate(request.rate_numerator(), request.rate_denominator(), errors);
  command.days_per_year = request.days_per_year();
  errors.Require(command.days_per_year == 360 || command.days_per_year == 365, "days_per_year",
                 "is neither 360 nor 365");
  if (!request.refinances_loan_id().empty()) {
    command.refinances_loan_id = errors.Id("refinances_loan_id", request.refinances_loan_id());
    errors.Require(command.refinances_loan_id != command.loan_id, "refinances_loan_id",
                   "is the loan itself");
  }
  return command;
}

RecordDisbursement Read(const v1::RecordDisbursementRequest& request, FieldErrors& errors,
                        const base::Clock& clock) {
  return {.loan_id = errors.Id("loan_id", request.loan_id()),
          .voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors),
          .disbursed_date = ActDate(errors, "disbursed_date", request.disbursed_date(), clock),
          .amount = ReadAmount("amount_fen", request.amount_fen(), errors)};
}

ChangeLoanRate Read(const v1::ChangeLoanRateRequest& request, FieldErrors& errors,
                    const base::Clock&) {
  return {.loan_id = errors.Id("loan_id", request.loan_id()),
          .from = errors.Date("from_date", request.from_date()),
          .rate = ReadRate(request.rate_numerator(), request.rate_denominator(), errors)};
}

RecordPrincipalRepayment Read(const v1::RecordPrincipalRepaymentRequest& request,
                              FieldErrors& errors, const base::Clock& clock) {
  return {.loan_id = errors.Id("loan_id", request.loan_id()),
          .voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors),
          .repaid_date = ActDate(errors, "repaid_date", request.repaid_date(), clock),
          .amount = ReadAmount("amount_fen", request.amount_fen(), errors)};
}

RecordInterestPayment Read(const v1::RecordInterestPaymentRequest& request, FieldErrors& errors,
                           const base::Clock& clock) {
  RecordInterestPayment command;
  command.loan_id = errors.Id("loan_id", request.loan_id());
  command.voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors);
  const Days days = ReadDays("period_from_date", request.period_from_date(), "period_to_date",
                             request.period_to_date(), errors);
  command.period = {days.from, days.to};
  const auto moment =
      runtime::ReadPaidMoment(errors, request.paid_time(), request.paid_date(), clock);
  command.paid_time = moment.time;
  command.paid_date = moment.date;
  command.parts = {ReadPart("normal_fen", request.normal_fen(), errors),
                   ReadPart("penalty_fen", request.penalty_fen(), errors),
                   ReadPart("overdue_fen", request.overdue_fen(), errors),
                   ReadPart("extension_fen", request.extension_fen(), errors),
                   ReadPart("fee_fen", request.fee_fen(), errors)};
  errors.Require(command.parts != InterestParts{}, "normal_fen",
                 "and all other parts are 0: nothing was paid");
  return command;
}

RecordInterestRefund Read(const v1::RecordInterestRefundRequest& request, FieldErrors& errors,
                          const base::Clock& clock) {
  return {.loan_id = errors.Id("loan_id", request.loan_id()),
          .refund_number = ReadNumber("refund_number", request.refund_number(), errors),
          .voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors),
          .refunded_date = ActDate(errors, "refunded_date", request.refunded_date(), clock),
          .amount = ReadAmount("amount_fen", request.amount_fen(), errors)};
}

RecordOtherFinancing Read(const v1::RecordOtherFinancingRequest& request, FieldErrors& errors,
                          const base::Clock&) {
  RecordOtherFinancing command;
  v1::OtherFinancingRecorded& fact = command.financing;
  fact.set_financing_id(
      runtime::NewId(errors, "financing_id", request.financing_id(), "F", request.request_id()));
  fact.set_kind(errors.EnumSet("kind", request.kind()));
  fact.set_enterprise_id(errors.Id("enterprise_id", request.enterprise_id()));
  fact.set_provider_name(errors.Text("provider_name", request.provider_name()));
  fact.set_contract_number(ReadNumber("contract_number", request.contract_number(), errors));
  fact.set_amount_fen(ReadAmount("amount_fen", request.amount_fen(), errors).count);
  fact.set_fee_fen(ReadPart("fee_fen", request.fee_fen(), errors).count);
  ReadDays("from_date", request.from_date(), "to_date", request.to_date(), errors);
  fact.set_from_date(request.from_date());
  fact.set_to_date(request.to_date());
  return command;
}

}  // namespace debut::financing
