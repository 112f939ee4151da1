#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_file.h"
#include "domain/market/contract_file.h"
#include "domain/market/first_entry_case.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::market {

// A product family enters the market, once and for all, with its earliest contract. The keys follow
// from the contract and the product; parties are unread, keyed with all their members.
struct OpenFirstEntryCase {
  std::string contract_id;
  std::string product_id;
  absl::CivilDay opened_date;
  std::string family_id;
  registry::Party maker{""};
  registry::Party buyer{""};
  registry::Party end_user{""};

  std::tuple<ContractFile, certification::ProductFile, FirstEntryCase, registry::Party,
             registry::Party, registry::Party, policy::PolicyInForce>
  Reads() const;
  // Nothing if this contract is a member of the case already. Stale if the keys don't fit.
  decision::Decision Decide(const ContractFile& contract, const certification::ProductFile& product,
                            const FirstEntryCase& entry, const registry::Party& maker_file,
                            const registry::Party& buyer_file, const registry::Party& end_user_file,
                            const policy::PolicyInForce& policy) const;
};

static_assert(decision::Command<OpenFirstEntryCase>);

}  // namespace debut::market
