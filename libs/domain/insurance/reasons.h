#pragma once

#include <string_view>

// Why insurance says no. Each line: what it means, and what the caller should do.
namespace debut::insurance {

// The id is in use, or the credit code belongs to the insurer insurer_id.
inline constexpr std::string_view kInsurerAlreadyRegistered = "INSURER_ALREADY_REGISTERED";
// No insurer has this id: register it first, or correct the id.
inline constexpr std::string_view kInsurerUnknown = "INSURER_UNKNOWN";
// No party has this id: register it first, or correct the id.
inline constexpr std::string_view kEnterpriseUnknown = "ENTERPRISE_UNKNOWN";
// The id is in use, or the insurer has a policy of this number and period: see policy_id.
inline constexpr std::string_view kInsurancePolicyAlreadyRecorded =
    "INSURANCE_POLICY_ALREADY_RECORDED";
// No product has this id: submit it first, or correct the id.
inline constexpr std::string_view kProductUnknown = "PRODUCT_UNKNOWN";
// Another enterprise makes the product, maker_id: the developer insures its own.
inline constexpr std::string_view kProductOfAnotherMaker = "PRODUCT_OF_ANOTHER_MAKER";
// No insurance policy has this id: record it first, or correct the id.
inline constexpr std::string_view kInsurancePolicyUnknown = "INSURANCE_POLICY_UNKNOWN";
// The renewed policy belongs to another policyholder, holder_id.
inline constexpr std::string_view kInsurancePolicyOfAnother = "INSURANCE_POLICY_OF_ANOTHER";
// The policy was renewed by another one already, renewed_by_policy_id.
inline constexpr std::string_view kInsurancePolicyAlreadyRenewed =
    "INSURANCE_POLICY_ALREADY_RENEWED";
// The renewed policy covers days of the new period, until cover_ends_date: correct one of the two.
inline constexpr std::string_view kCoverOverlaps = "COVER_OVERLAPS";
// The policy was cancelled on cancelled_date: its cover ended with that day.
inline constexpr std::string_view kInsurancePolicyCancelled = "INSURANCE_POLICY_CANCELLED";
// The voucher is recorded with another date or amount: a voucher counts once.
inline constexpr std::string_view kVoucherAlreadyRecorded = "VOUCHER_ALREADY_RECORDED";
// More would be paid than the agreed premium, room_fen is left: check the amount.
inline constexpr std::string_view kPremiumAboveAgreed = "PREMIUM_ABOVE_AGREED";
// No instalment of the policy has this voucher: record the payment first, or correct the number.
inline constexpr std::string_view kVoucherUnknown = "VOUCHER_UNKNOWN";
// The refund is recorded with another voucher, date or amount: a refund counts once.
inline constexpr std::string_view kRefundAlreadyRecorded = "REFUND_ALREADY_RECORDED";
// The refund is dated before the payment, paid_date: correct the date.
inline constexpr std::string_view kRefundBeforePayment = "REFUND_BEFORE_PAYMENT";
// More would be refunded than was paid, room_fen is left of the instalment: check the amount.
inline constexpr std::string_view kRefundAbovePayment = "REFUND_ABOVE_PAYMENT";
// The days lie outside the cover, which runs from cover_starts_date to cover_ends_date.
inline constexpr std::string_view kDateOutsideCover = "DATE_OUTSIDE_COVER";

}  // namespace debut::insurance
