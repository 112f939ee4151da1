#pragma once

#include <string_view>

// Why exchange says no. Each line: what it means, and what the caller should do.
namespace debut::exchange {

// Events and who takes part.

// The id is in use for another event: choose another, or read the one that has it.
inline constexpr std::string_view kEventAlreadyPlanned = "EVENT_ALREADY_PLANNED";
// No event has this id: plan it first, or correct the id.
inline constexpr std::string_view kEventUnknown = "EVENT_UNKNOWN";
// The event was cancelled on cancelled_date: it takes no more facts.
inline constexpr std::string_view kEventCancelled = "EVENT_CANCELLED";
// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// The enterprise takes part in another role or with other products: once per event.
inline constexpr std::string_view kParticipationAlreadyRegistered =
    "PARTICIPATION_ALREADY_REGISTERED";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// Another enterprise makes the product, maker_id: an enterprise shows its own.
inline constexpr std::string_view kProductOfAnotherMaker = "PRODUCT_OF_ANOTHER_MAKER";

// Expenses.

// The enterprise takes no part in the event: register it first, as the legal person.
inline constexpr std::string_view kParticipationUnknown = "PARTICIPATION_UNKNOWN";
// The id is in use for another expense: choose another, or read the one that has it.
inline constexpr std::string_view kExpenseAlreadyRecorded = "EXPENSE_ALREADY_RECORDED";
// The enterprise has recorded this voucher line as expense_id: a line counts once.
inline constexpr std::string_view kVoucherAlreadyRecorded = "VOUCHER_ALREADY_RECORDED";
// No expense has this id: record it first, or correct the id.
inline constexpr std::string_view kExpenseUnknown = "EXPENSE_UNKNOWN";
// The expense was recorded by mistake and is void: record the right one.
inline constexpr std::string_view kExpenseVoid = "EXPENSE_VOID";
// It is not known who approves, or who recorded the expense, so the check can't run.
inline constexpr std::string_view kPrincipalUnknown = "PRINCIPAL_UNKNOWN";
// Who recorded an expense can't approve it: somebody else has to.
inline constexpr std::string_view kApproverIsRecorder = "APPROVER_IS_RECORDER";
// The act is dated before the expense was paid, paid_date: correct the date.
inline constexpr std::string_view kDateBeforePayment = "DATE_BEFORE_PAYMENT";
// More would be approved than was paid, amount_fen: correct the amount.
inline constexpr std::string_view kApprovedAboveExpense = "APPROVED_ABOVE_EXPENSE";
// Less is approved than was paid: say why.
inline constexpr std::string_view kApprovalReasonMissing = "APPROVAL_REASON_MISSING";

}  // namespace debut::exchange
