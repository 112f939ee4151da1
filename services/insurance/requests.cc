#include "services/insurance/requests.h"

#include <fmt/format.h>

#include "identity/credit_code.h"
#include "money/fen.h"
#include "runtime/acts.h"
#include "runtime/paid_moment.h"

namespace debut::insurance {

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

// Both days; the last one is not before the first.
struct Days {
  absl::CivilDay from;
  absl::CivilDay to;
};
Days ReadDays(const std::string& from_date, const std::string& to_date, FieldErrors& errors) {
  const Days days{errors.Date("from_date", from_date), errors.Date("to_date", to_date)};
  const bool both = calendar::ParseDate(from_date).ok() && calendar::ParseDate(to_date).ok();
  errors.Require(!both || days.from <= days.to, "to_date",
                 fmt::format("{} is before the first day, {}", to_date, from_date));
  return days;
}

}  // namespace

RegisterInsurer Read(const v1::RegisterInsurerRequest& request, FieldErrors& errors,
                     const base::Clock& clock) {
  return {.insurer_id =
              runtime::NewId(errors, "insurer_id", request.insurer_id(), "I", request.request_id()),
          .credit_code = ReadCreditCode(request.credit_code(), errors),
          .name = errors.Text("name", request.name()),
          .registered_date = ActDate(errors, "registered_date", request.registered_date(), clock)};
}

BindInsurancePolicy Read(const v1::BindInsurancePolicyRequest& request, FieldErrors& errors,
                         const base::Clock& clock) {
  BindInsurancePolicy command;
  command.policy_id =
      runtime::NewId(errors, "policy_id", request.policy_id(), "IP", request.request_id());
  command.insurer_id = errors.Id("insurer_id", request.insurer_id());
  command.number = ReadNumber("number", request.number(), errors);
  command.holder = registry::Party(errors.Id("enterprise_id", request.enterprise_id()));
  errors.Count("product_ids", request.product_ids_size(), kInsuredProductsMax);
  for (int i = 0; i < std::min(request.product_ids_size(), kInsuredProductsMax); ++i) {
    const std::string field = fmt::format("product_ids[{}]", i);
    const std::string id = errors.Id(field, request.product_ids(i));
    errors.Require(command.product_ids.insert(id).second || id.empty(), field, "is there twice");
  }
  const Days days = ReadDays(request.from_date(), request.to_date(), errors);
  command.from = days.from;
  command.to = days.to;
  command.premium = Fen(errors.Positive("premium_fen", request.premium_fen(), kAmountMax));
  command.bound_date = ActDate(errors, "bound_date", request.bound_date(), clock);
  if (!request.renews_policy_id().empty()) {
    command.renews_policy_id = errors.Id("renews_policy_id", request.renews_policy_id());
    errors.Require(command.renews_policy_id != command.policy_id, "renews_policy_id",
                   "is the policy itself");
  }
  return command;
}

RecordPremiumPayment Read(const v1::RecordPremiumPaymentRequest& request, FieldErrors& errors,
                          const base::Clock& clock) {
  RecordPremiumPayment command;
  command.policy_id = errors.Id("policy_id", request.policy_id());
  command.voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors);
  const auto moment =
      runtime::ReadPaidMoment(errors, request.paid_time(), request.paid_date(), clock);
  command.paid_time = moment.time;
  command.paid_date = moment.date;
  command.amount = Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax));
  return command;
}

RecordPremiumRefund Read(const v1::RecordPremiumRefundRequest& request, FieldErrors& errors,
                         const base::Clock& clock) {
  return {.policy_id = errors.Id("policy_id", request.policy_id()),
          .refund_number = ReadNumber("refund_number", request.refund_number(), errors),
          .voucher_number = ReadNumber("voucher_number", request.voucher_number(), errors),
          .refunded_date = ActDate(errors, "refunded_date", request.refunded_date(), clock),
          .amount = Fen(errors.Positive("amount_fen", request.amount_fen(), kAmountMax))};
}

CancelInsurancePolicy Read(const v1::CancelInsurancePolicyRequest& request, FieldErrors& errors,
                           const base::Clock& clock) {
  return {.policy_id = errors.Id("policy_id", request.policy_id()),
          .cancelled_date = ActDate(errors, "cancelled_date", request.cancelled_date(), clock),
          .grounds = errors.Text("grounds", request.grounds())};
}

RecordCoverBreak Read(const v1::RecordCoverBreakRequest& request, FieldErrors& errors,
                      const base::Clock&) {
  const std::string id = errors.Id("policy_id", request.policy_id());
  const Days days = ReadDays(request.from_date(), request.to_date(), errors);
  return {id, days.from, days.to, errors.Text("grounds", request.grounds())};
}

}  // namespace debut::insurance
