#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "calendar/date.h"
#include "decision/decision.h"
#include "domain/financing/loan_file.h"
#include "domain/financing/reasons.h"

// Refusals that several commands share.
namespace debut::financing {

inline decision::Decision RejectLenderUnknown(const std::string& lender_id) {
  return decision::RejectNotFound(kLenderUnknown,
                                  fmt::format("no lender {} is registered", lender_id),
                                  {{"lender_id", lender_id}});
}

inline decision::Decision RejectEnterpriseUnknown(const std::string& enterprise_id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", enterprise_id),
                                  {{"enterprise_id", enterprise_id}});
}

inline decision::Decision RejectLoanUnknown(const std::string& loan_id) {
  return decision::RejectNotFound(kLoanUnknown, fmt::format("no loan {} is recorded", loan_id),
                                  {{"loan_id", loan_id}});
}

inline decision::Decision RejectFinancingUnknown(const std::string& financing_id) {
  return decision::RejectNotFound(kFinancingUnknown,
                                  fmt::format("no guarantee or lease {} is recorded", financing_id),
                                  {{"financing_id", financing_id}});
}

inline decision::Decision RejectVoucherRecorded(const std::string& voucher_number,
                                                const std::string& loan_id) {
  return decision::RejectAlreadyExists(
      kVoucherAlreadyRecorded,
      fmt::format("voucher {} is recorded otherwise, on loan {}", voucher_number, loan_id),
      {{"voucher_number", voucher_number}, {"loan_id", loan_id}});
}

// Why a fact of that date can't be added to the loan, if it can't: LOAN_UNKNOWN, DATE_OUTSIDE_TERM.
inline std::optional<decision::Decision> RefusalOfFactOn(const LoanFile& loan,
                                                         absl::CivilDay date) {
  if (!loan.recorded) return RejectLoanUnknown(loan.loan_id);
  if (loan.from <= date && date <= loan.due) return std::nullopt;
  const std::string from = calendar::FormatDate(loan.from);
  const std::string due = calendar::FormatDate(loan.due);
  return decision::Reject(kDateOutsideTerm,
                          fmt::format("{} runs from {} to {}", loan.loan_id, from, due),
                          {{"from_date", from}, {"due_date", due}});
}

}  // namespace debut::financing
