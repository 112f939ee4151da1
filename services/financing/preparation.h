#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "domain/financing/financing_keys.h"
#include "domain/financing/record_interest_payment.h"
#include "domain/financing/sign_loan.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::financing {

inline absl::StatusOr<SignLoan> Prepared(const eventstore::EventStore& store,
                                         const SignLoan& asked) {
  SignLoan command = asked;
  ASSIGN_OR_RETURN(command.borrower, registry::KeyedParty(store, asked.borrower.id()));
  ASSIGN_OR_RETURN(const auto lender, decision::Load(store, LenderFile{asked.lender_id}));
  command.evidence_key = LoanKey(lender.view.credit_code, asked.contract_number);
  return command;
}

inline absl::StatusOr<RecordInterestPayment> Prepared(const eventstore::EventStore& store,
                                                      const RecordInterestPayment& asked) {
  RecordInterestPayment command = asked;
  ASSIGN_OR_RETURN(const auto loan, decision::Load(store, LoanFile{asked.loan_id}));
  command.lender_id = loan.view.lender_id;
  if (command.lender_id.empty()) return command;
  ASSIGN_OR_RETURN(const auto lender, decision::Load(store, LenderFile{command.lender_id}));
  command.evidence_key = InterestVoucherKey(lender.view.credit_code, asked.voucher_number);
  return command;
}

}  // namespace debut::financing
