#pragma once

#include "base/clock.h"
#include "debut/financing/v1/financing_service.pb.h"
#include "domain/financing/move_principal.h"
#include "domain/financing/record_interest_payment.h"
#include "domain/financing/record_interest_refund.h"
#include "domain/financing/record_other_financing.h"
#include "domain/financing/record_revenue.h"
#include "domain/financing/register_lender.h"
#include "domain/financing/sign_loan.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Keys that only the log knows are missing: see preparation.h.
namespace debut::financing {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a contract, a voucher or a refund.
inline constexpr std::int64_t kRatePartMax = 1'000'000'000;  // Of a ratio's two numbers.

RegisterLender Read(const v1::RegisterLenderRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
RecordRevenue Read(const v1::RecordRevenueRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
SignLoan Read(const v1::SignLoanRequest& request, runtime::FieldErrors& errors,
              const base::Clock& clock);
RecordDisbursement Read(const v1::RecordDisbursementRequest& request, runtime::FieldErrors& errors,
                        const base::Clock& clock);
ChangeLoanRate Read(const v1::ChangeLoanRateRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
RecordPrincipalRepayment Read(const v1::RecordPrincipalRepaymentRequest& request,
                              runtime::FieldErrors& errors, const base::Clock& clock);
RecordInterestPayment Read(const v1::RecordInterestPaymentRequest& request,
                           runtime::FieldErrors& errors, const base::Clock& clock);
RecordInterestRefund Read(const v1::RecordInterestRefundRequest& request,
                          runtime::FieldErrors& errors, const base::Clock& clock);
RecordOtherFinancing Read(const v1::RecordOtherFinancingRequest& request,
                          runtime::FieldErrors& errors, const base::Clock& clock);

}  // namespace debut::financing
