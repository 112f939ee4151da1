#pragma once

#include <string_view>

// Why the market says no. Each line: what it means, and what the caller should do.
namespace debut::market {

// Contracts.

// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// Another enterprise makes the product, maker_id: only the maker's contracts count.
inline constexpr std::string_view kProductOfAnotherMaker = "PRODUCT_OF_ANOTHER_MAKER";
// Seller, and buyer or end user, are one legal person: nothing was sold.
inline constexpr std::string_view kPartiesAreOne = "PARTIES_ARE_ONE";
// The id is in use, or the same parties have a contract of this number and date: see contract_id.
inline constexpr std::string_view kContractAlreadyRecorded = "CONTRACT_ALREADY_RECORDED";
// No contract has this id: record it first, or correct the id.
inline constexpr std::string_view kContractUnknown = "CONTRACT_UNKNOWN";
// The contract was terminated on terminated_date: it takes no more facts.
inline constexpr std::string_view kContractTerminated = "CONTRACT_TERMINATED";
// The fact is dated before the contract was signed, signed_date: correct the date.
inline constexpr std::string_view kDateBeforeSigning = "DATE_BEFORE_SIGNING";
// An amendment may change amounts, not products: the lines must name the contract's products.
inline constexpr std::string_view kContractProductsDiffer = "CONTRACT_PRODUCTS_DIFFER";
// Less would be agreed than has been received, received_fen: refund first, or check the amount.
inline constexpr std::string_view kAmountBelowReceived = "AMOUNT_BELOW_RECEIVED";
// More would be received than was agreed, room_fen is left: amend first, or check the amount.
inline constexpr std::string_view kPaymentAboveContract = "PAYMENT_ABOVE_CONTRACT";
// The voucher is recorded with another date or amount: a voucher counts once.
inline constexpr std::string_view kVoucherAlreadyRecorded = "VOUCHER_ALREADY_RECORDED";
// More would be refunded than was received, received_fen: check the amount.
inline constexpr std::string_view kRefundAboveReceived = "REFUND_ABOVE_RECEIVED";
// The contract is in another currency, named by currency; empty: in yuan.
inline constexpr std::string_view kCurrencyDiffers = "CURRENCY_DIFFERS";
// At the rate of the signing the amount is larger than any contract: check it.
inline constexpr std::string_view kAmountTooLarge = "AMOUNT_TOO_LARGE";
// The buyer is the end user itself: there is nothing to accept.
inline constexpr std::string_view kBuyerIsEndUser = "BUYER_IS_END_USER";

// The first-entry case.

// The contract has no line for the product.
inline constexpr std::string_view kProductNotInContract = "PRODUCT_NOT_IN_CONTRACT";
// The product is not in the catalogue on that date.
inline constexpr std::string_view kProductNotListed = "PRODUCT_NOT_LISTED";
// No policy version is in force on that date: adopt one.
inline constexpr std::string_view kPolicyNotInForce = "POLICY_NOT_IN_FORCE";
// The contract was signed before earliest_date, from which on the policy counts first contracts.
inline constexpr std::string_view kContractTooEarly = "CONTRACT_TOO_EARLY";
// Buyer or end user is related to the maker on the signing date: the contract does not count.
inline constexpr std::string_view kBuyerRelatedToMaker = "BUYER_RELATED_TO_MAKER";
// A trader bought: record the end user's acceptance first.
inline constexpr std::string_view kEndUserAcceptanceMissing = "END_USER_ACCEPTANCE_MISSING";
// The product family has entered the market already: there is one first-entry case, ever.
inline constexpr std::string_view kFirstEntryCaseAlreadyOpen = "FIRST_ENTRY_CASE_ALREADY_OPEN";
// The product family has no first-entry case: open it with its earliest contract.
inline constexpr std::string_view kFirstEntryCaseUnknown = "FIRST_ENTRY_CASE_UNKNOWN";
// A claim of the family was submitted, claim_id: the case can't be cancelled any more.
inline constexpr std::string_view kFirstEntryCaseClaimed = "FIRST_ENTRY_CASE_CLAIMED";
// The act is dated before the case was opened, opened_date: correct the date.
inline constexpr std::string_view kDateBeforeOpening = "DATE_BEFORE_OPENING";
// The case belongs to another end user, end_user_id, who is not of the same group.
inline constexpr std::string_view kEndUserDiffers = "END_USER_DIFFERS";
// The contract was signed before the case's earliest one, earliest_signed_date.
inline constexpr std::string_view kContractBeforeEarliest = "CONTRACT_BEFORE_EARLIEST";
// The contract was signed after last_date, when the joining period ended.
inline constexpr std::string_view kJoiningPeriodOver = "JOINING_PERIOD_OVER";
// The joining period ends in a year without a holiday table: load it first.
inline constexpr std::string_view kCalendarYearUnknown = "CALENDAR_YEAR_UNKNOWN";

}  // namespace debut::market
