#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "decision/decision.h"
#include "domain/certification/product_file.h"
#include "domain/market/contract_file.h"
#include "domain/policy/policy_in_force.h"
#include "domain/registry/party.h"

namespace debut::market {

// What decides whether a contract can be the first entry of a product: the same for the contract
// that opens the case and for those that join it.
struct EntryFacts {
  const ContractFile& contract;
  const certification::ProductFile& product;
  const registry::Party& maker;     // The seller, complete.
  const registry::Party& buyer;     // Complete.
  const registry::Party& end_user;  // Complete.
  const policy::PolicyInForce& policy;
};

// The first reason why the contract does not count on `date`, if there is one, in this order:
// CONTRACT_UNKNOWN, CONTRACT_TERMINATED, PRODUCT_UNKNOWN, PRODUCT_NOT_IN_CONTRACT,
// PRODUCT_NOT_LISTED, POLICY_NOT_IN_FORCE, CONTRACT_TOO_EARLY, BUYER_RELATED_TO_MAKER,
// END_USER_ACCEPTANCE_MISSING.
std::optional<decision::Decision> RefusalOfEntry(const EntryFacts& facts, absl::CivilDay date);

}  // namespace debut::market
