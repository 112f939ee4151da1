#pragma once

#include <map>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"
#include "money/fen.h"

namespace debut::market {

// The parties agreed on other amounts for the same products. Requires amounts of at least 0 whose
// lines do not exceed the total.
struct AmendContract {
  std::string contract_id;
  absl::CivilDay amended_date;
  money::Fen amount;
  std::map<std::string, money::Fen> lines;  // By product.
  std::string document;

  std::tuple<ContractFile> Reads() const;
  // Nothing if the amounts are so already.
  decision::Decision Decide(const ContractFile& contract) const;
};

static_assert(decision::Command<AmendContract>);

}  // namespace debut::market
