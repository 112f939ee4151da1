#pragma once

#include <string_view>

// Why financing says no. Each line: what it means, and what the caller should do.
namespace debut::financing {

// The id is in use, or the credit code belongs to the lender lender_id.
inline constexpr std::string_view kLenderAlreadyRegistered = "LENDER_ALREADY_REGISTERED";
// No lender has this id: register it first, or correct the id.
inline constexpr std::string_view kLenderUnknown = "LENDER_UNKNOWN";
// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// The id is in use, or the lender has a loan of this contract number: see loan_id.
inline constexpr std::string_view kLoanAlreadyRecorded = "LOAN_ALREADY_RECORDED";
// No loan has this id: record it first, or correct the id.
inline constexpr std::string_view kLoanUnknown = "LOAN_UNKNOWN";
// The loan to be refinanced has another borrower, borrower_id.
inline constexpr std::string_view kLoanOfAnother = "LOAN_OF_ANOTHER";
// The loan was refinanced by another one, refinanced_by_loan_id: its interest ended with that.
inline constexpr std::string_view kLoanAlreadyRefinanced = "LOAN_ALREADY_REFINANCED";
// Interest on the old loan has been paid until interest_until_date, when the new one runs already.
inline constexpr std::string_view kLoansOverlap = "LOANS_OVERLAP";
// The date lies outside the loan's term, from from_date to due_date.
inline constexpr std::string_view kDateOutsideTerm = "DATE_OUTSIDE_TERM";
// The voucher is recorded with another content, or for another loan: a voucher counts once.
inline constexpr std::string_view kVoucherAlreadyRecorded = "VOUCHER_ALREADY_RECORDED";
// More would be disbursed than the principal, room_fen is left: check the amount.
inline constexpr std::string_view kDisbursementAbovePrincipal = "DISBURSEMENT_ABOVE_PRINCIPAL";
// More would be repaid than is outstanding, balance_fen: check the amount.
inline constexpr std::string_view kRepaymentAboveBalance = "REPAYMENT_ABOVE_BALANCE";
// Normal interest runs within the loan's term; after that it is overdue or extension interest.
inline constexpr std::string_view kInterestOutsideTerm = "INTEREST_OUTSIDE_TERM";
// No payment on the loan has this voucher: record the payment first, or correct the number.
inline constexpr std::string_view kVoucherUnknown = "VOUCHER_UNKNOWN";
// The refund is recorded with another voucher, date or amount: a refund counts once.
inline constexpr std::string_view kRefundAlreadyRecorded = "REFUND_ALREADY_RECORDED";
// The refund is dated before the payment, paid_date: correct the date.
inline constexpr std::string_view kRefundBeforePayment = "REFUND_BEFORE_PAYMENT";
// More would be refunded than the normal interest, room_fen is left of it: check the amount.
inline constexpr std::string_view kRefundAbovePayment = "REFUND_ABOVE_PAYMENT";
// The id is in use for another guarantee or lease.
inline constexpr std::string_view kFinancingAlreadyRecorded = "FINANCING_ALREADY_RECORDED";
// No guarantee or lease has this id.
inline constexpr std::string_view kFinancingUnknown = "FINANCING_UNKNOWN";

}  // namespace debut::financing
