#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "base/clock.h"
#include "debut/market/v1/market_service.pb.h"
#include "domain/market/amend_contract.h"
#include "domain/market/contract_file.h"
#include "domain/market/first_entry_case.h"
#include "domain/market/sign_contract.h"
#include "runtime/field_errors.h"

// Between the messages of the contract and the domain.
namespace debut::market {

inline constexpr std::size_t kNumberCharactersMax = 64;  // Of a contract or a voucher.

// A contract as asked for; the parties are still ids.
struct SignContractFields {
  market::SignContract command;
  std::string seller_id;
  std::string buyer_id;
  std::string end_user_id;
};

SignContractFields ReadSignContract(const v1::SignContractRequest& request,
                                    runtime::FieldErrors& errors, const base::Clock& clock);
AmendContract ReadAmendContract(const v1::AmendContractRequest& request,
                                runtime::FieldErrors& errors, const base::Clock& clock);

v1::Contract ContractOf(const ContractFile& file);
v1::FirstEntryCase FirstEntryCaseOf(const FirstEntryCase& entry);

// NOT_FOUND with the reason.
absl::Status ContractUnknownError(const std::string& contract_id);
absl::Status FirstEntryCaseUnknownError(const std::string& family_id);

}  // namespace debut::market
