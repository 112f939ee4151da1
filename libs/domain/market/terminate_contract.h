#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"

namespace debut::market {

// The contract ended early; nothing more is added to it, and no subsidy is paid on it.
struct TerminateContract {
  std::string contract_id;
  absl::CivilDay terminated_date;
  std::string grounds;

  std::tuple<ContractFile> Reads() const;
  // Nothing if it was terminated on that very date.
  decision::Decision Decide(const ContractFile& contract) const;
};

static_assert(decision::Command<TerminateContract>);

}  // namespace debut::market
