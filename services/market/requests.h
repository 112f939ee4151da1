#pragma once

#include <string>

#include "base/clock.h"
#include "debut/market/v1/market_service.pb.h"
#include "domain/market/amend_contract.h"
#include "domain/market/cancel_first_entry_case.h"
#include "domain/market/join_first_entry_case.h"
#include "domain/market/open_first_entry_case.h"
#include "domain/market/record_contract_payment.h"
#include "domain/market/record_contract_refund.h"
#include "domain/market/record_end_user_acceptance.h"
#include "domain/market/sign_contract.h"
#include "domain/market/terminate_contract.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Parties have their ids only, other keys are missing: see
// preparation.h.
namespace debut::market {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a contract or a voucher.

SignContract Read(const v1::SignContractRequest& request, runtime::FieldErrors& errors,
                  const base::Clock& clock);
AmendContract Read(const v1::AmendContractRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
TerminateContract Read(const v1::TerminateContractRequest& request, runtime::FieldErrors& errors,
                       const base::Clock& clock);
RecordContractPayment Read(const v1::RecordContractPaymentRequest& request,
                           runtime::FieldErrors& errors, const base::Clock& clock);
RecordContractRefund Read(const v1::RecordContractRefundRequest& request,
                          runtime::FieldErrors& errors, const base::Clock& clock);
CancelFirstEntryCase Read(const v1::CancelFirstEntryCaseRequest& request,
                          runtime::FieldErrors& errors, const base::Clock& clock);
RecordEndUserAcceptance Read(const v1::RecordEndUserAcceptanceRequest& request,
                             runtime::FieldErrors& errors, const base::Clock& clock);
OpenFirstEntryCase Read(const v1::OpenFirstEntryCaseRequest& request, runtime::FieldErrors& errors,
                        const base::Clock& clock);
JoinFirstEntryCase Read(const v1::JoinFirstEntryCaseRequest& request, runtime::FieldErrors& errors,
                        const base::Clock& clock);

}  // namespace debut::market
