#pragma once

#include "base/clock.h"
#include "debut/exchange/v1/exchange_service.pb.h"
#include "domain/exchange/approve_expense.h"
#include "domain/exchange/plan_event.h"
#include "domain/exchange/record_expense.h"
#include "domain/exchange/register_participation.h"
#include "runtime/field_errors.h"

// What requests ask for, as commands. Every offending field is added to `errors`; after an error
// the command must not be used. Who acts, and a party's members, are missing: see preparation.h.
namespace debut::exchange {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a voucher.
inline constexpr int kVoucherLineMax = 9'999;

PlanEvent Read(const v1::PlanEventRequest& request, runtime::FieldErrors& errors,
               const base::Clock& clock);
CancelEvent Read(const v1::CancelEventRequest& request, runtime::FieldErrors& errors,
                 const base::Clock& clock);
RegisterParticipation Read(const v1::RegisterParticipationRequest& request,
                           runtime::FieldErrors& errors, const base::Clock& clock);
RecordExpense Read(const v1::RecordExpenseRequest& request, runtime::FieldErrors& errors,
                   const base::Clock& clock);
ApproveExpense Read(const v1::ApproveExpenseRequest& request, runtime::FieldErrors& errors,
                    const base::Clock& clock);
VoidExpense Read(const v1::VoidExpenseRequest& request, runtime::FieldErrors& errors,
                 const base::Clock& clock);

}  // namespace debut::exchange
