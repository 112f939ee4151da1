#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "calendar/date.h"
#include "decision/decision.h"
#include "domain/market/contract_file.h"
#include "domain/market/reasons.h"

// Refusals that several commands share.
namespace debut::market {

inline decision::Decision RejectContractUnknown(const std::string& contract_id) {
  return decision::RejectNotFound(kContractUnknown,
                                  fmt::format("no contract {} is recorded", contract_id),
                                  {{"contract_id", contract_id}});
}

inline decision::Decision RejectCaseUnknown(const std::string& family_id) {
  return decision::RejectNotFound(kFirstEntryCaseUnknown,
                                  fmt::format("{} has no first-entry case", family_id),
                                  {{"family_id", family_id}});
}

inline decision::Decision RejectTerminated(const ContractFile& contract) {
  const std::string date = calendar::FormatDate(*contract.terminated_date);
  return decision::Reject(kContractTerminated,
                          fmt::format("{} was terminated on {}", contract.contract_id, date),
                          {{"terminated_date", date}});
}

// DATE_BEFORE_SIGNING.
inline std::optional<decision::Decision> RefusalBeforeSigning(const ContractFile& contract,
                                                              absl::CivilDay date) {
  if (date >= contract.signed_date) return std::nullopt;
  const std::string signed_date = calendar::FormatDate(contract.signed_date);
  return decision::Reject(
      kDateBeforeSigning,
      fmt::format("{} was signed on {}, after that date", contract.contract_id, signed_date),
      {{"signed_date", signed_date}});
}

// Why a fact of that date can't be added to the contract, if it can't.
inline std::optional<decision::Decision> RefusalOfFactOn(const ContractFile& contract,
                                                         absl::CivilDay date) {
  if (!contract.recorded) return RejectContractUnknown(contract.contract_id);
  if (contract.terminated_date.has_value()) return RejectTerminated(contract);
  return RefusalBeforeSigning(contract, date);
}

}  // namespace debut::market
