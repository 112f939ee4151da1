#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"
#include "money/fen.h"

namespace debut::market {

// The maker paid money of the contract back: it does not count as paid in any more. Possible after
// a termination, too. Requires a positive amount.
struct RecordContractRefund {
  std::string contract_id;
  std::string voucher_number;
  absl::CivilDay refunded_date;
  money::Fen amount;
  std::string document;

  std::tuple<ContractFile> Reads() const;
  // Nothing if the voucher is recorded so already.
  decision::Decision Decide(const ContractFile& contract) const;
};

static_assert(decision::Command<RecordContractRefund>);

}  // namespace debut::market
