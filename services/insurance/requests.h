#pragma once

#include "base/clock.h"
#include "debut/insurance/v1/insurance_service.pb.h"
#include "domain/insurance/bind_insurance_policy.h"
#include "domain/insurance/end_cover.h"
#include "domain/insurance/record_premium_payment.h"
#include "domain/insurance/record_premium_refund.h"
#include "domain/insurance/register_insurer.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Keys that only the log knows are missing: see preparation.h.
namespace debut::insurance {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a policy, a voucher or a refund.

RegisterInsurer Read(const v1::RegisterInsurerRequest& request, runtime::FieldErrors& errors,
                     const base::Clock& clock);
BindInsurancePolicy Read(const v1::BindInsurancePolicyRequest& request,
                         runtime::FieldErrors& errors, const base::Clock& clock);
RecordPremiumPayment Read(const v1::RecordPremiumPaymentRequest& request,
                          runtime::FieldErrors& errors, const base::Clock& clock);
RecordPremiumRefund Read(const v1::RecordPremiumRefundRequest& request,
                         runtime::FieldErrors& errors, const base::Clock& clock);
CancelInsurancePolicy Read(const v1::CancelInsurancePolicyRequest& request,
                           runtime::FieldErrors& errors, const base::Clock& clock);
RecordCoverBreak Read(const v1::RecordCoverBreakRequest& request, runtime::FieldErrors& errors,
                      const base::Clock& clock);

}  // namespace debut::insurance
