#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"
#include "money/fen.h"

namespace debut::market {

// Money of the contract arrived at the maker's. Requires a positive amount.
struct RecordContractPayment {
  std::string contract_id;
  std::string voucher_number;
  absl::CivilDay received_date;
  money::Fen amount;

  std::tuple<ContractFile> Reads() const;
  // Nothing if the voucher is recorded so already.
  decision::Decision Decide(const ContractFile& contract) const;
};

static_assert(decision::Command<RecordContractPayment>);

}  // namespace debut::market
