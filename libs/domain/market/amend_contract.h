#pragma once

#include <map>
#include <string>
#include <tuple>
#include <variant>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/market/contract_file.h"
#include "money/fen.h"

namespace debut::market {

// The parties agreed on other amounts for the same products. Requires amounts of at least 0 whose
// lines do not exceed the total. Of a contract in a foreign currency the amounts are counts of its
// smallest unit, and are converted at the rate of the signing.
struct AmendContract {
  std::string contract_id;
  absl::CivilDay amended_date;
  money::Fen amount;
  std::map<std::string, money::Fen> lines;  // By product.
  std::string document;
  std::string currency = {};  // Empty: amounts are fen.

  std::tuple<ContractFile> Reads() const;
  // Nothing if the amounts are so already.
  decision::Decision Decide(const ContractFile& contract) const;

 private:
  // The same in fen, or why not.
  std::variant<AmendContract, decision::Decision> InFen(const ContractFile& contract) const;
};

static_assert(decision::Command<AmendContract>);

}  // namespace debut::market
