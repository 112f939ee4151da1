#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/market/contract_file.h"
#include "domain/registry/party.h"
#include "money/fen.h"

namespace debut::market {

// More lines than any contract of one maker has had; each is read with its product's whole file.
inline constexpr int kContractLinesMax = 20;

// A maker sold its products, perhaps for a foreign currency: then the amounts are what Converted()
// makes of foreign_price. Requires positive amounts whose lines do not exceed the total, and an
// end user that is the buyer unless a trader bought.
struct SignContract {
  std::string contract_id;
  registry::Party seller{""};  // Unread, keyed with all its members; see registry::ResolveParty.
  registry::Party buyer{""};
  registry::Party end_user{""};
  bool buyer_is_trader = false;
  std::string number;
  absl::CivilDay signed_date;
  money::Fen amount;
  std::map<std::string, money::Fen> lines;  // By product.
  std::optional<ForeignPrice> foreign_price;
  std::string evidence_key;  // ContractKey() of what the registry knows.

  std::tuple<ContractFile, ContractKeyHolder, registry::Party, registry::Party, registry::Party,
             certification::ProductFiles>
  Reads() const;
  // Stale if a party has a member that is not among the keys, or the key is another.
  decision::Decision Decide(const ContractFile& contract, const ContractKeyHolder& holder,
                            const registry::Party& seller_file, const registry::Party& buyer_file,
                            const registry::Party& end_user_file,
                            const certification::ProductFiles& products) const;

 private:
  v1::ContractSigned Fact() const;
};

static_assert(decision::Command<SignContract>);

}  // namespace debut::market
