#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"

namespace debut::market {

// A trader bought, and the end user has accepted the goods: only then is the product in the market.
struct RecordEndUserAcceptance {
  std::string contract_id;
  absl::CivilDay accepted_date;
  std::string document;

  std::tuple<ContractFile> Reads() const;
  // Nothing if the acceptance is on record.
  decision::Decision Decide(const ContractFile& contract) const;
};

static_assert(decision::Command<RecordEndUserAcceptance>);

}  // namespace debut::market
