#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "domain/market/contract_key.h"
#include "domain/market/join_first_entry_case.h"
#include "domain/market/open_first_entry_case.h"
#include "domain/market/sign_contract.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::market {

// Empty if the party is unknown.
inline absl::StatusOr<std::string> CreditCodeOf(const eventstore::EventStore& store,
                                                const std::string& party_id) {
  ASSIGN_OR_RETURN(const auto party, decision::Load(store, registry::EnterpriseFile{party_id}));
  return party.view.credit_code;
}

inline absl::StatusOr<SignContract> Prepared(const eventstore::EventStore& store,
                                             const SignContract& asked) {
  SignContract command = asked;
  ASSIGN_OR_RETURN(command.seller, registry::KeyedParty(store, asked.seller.id()));
  ASSIGN_OR_RETURN(command.buyer, registry::KeyedParty(store, asked.buyer.id()));
  ASSIGN_OR_RETURN(command.end_user, registry::KeyedParty(store, asked.end_user.id()));
  ASSIGN_OR_RETURN(const std::string seller_code, CreditCodeOf(store, asked.seller.id()));
  ASSIGN_OR_RETURN(const std::string buyer_code, CreditCodeOf(store, asked.buyer.id()));
  command.evidence_key = ContractKey(seller_code, buyer_code, asked.number, asked.signed_date);
  return command;
}

// The keys of both first-entry commands follow from the contract and the product.
template <typename Command>
absl::StatusOr<Command> WithEntryKeys(const eventstore::EventStore& store, Command command) {
  ASSIGN_OR_RETURN(const auto contract, decision::Load(store, ContractFile{command.contract_id}));
  ASSIGN_OR_RETURN(const auto product,
                   decision::Load(store, certification::ProductFile{command.product_id}));
  command.family_id = product.view.family_id;
  ASSIGN_OR_RETURN(command.maker, registry::KeyedParty(store, contract.view.seller_id));
  ASSIGN_OR_RETURN(command.buyer, registry::KeyedParty(store, contract.view.buyer_id));
  ASSIGN_OR_RETURN(command.end_user, registry::KeyedParty(store, contract.view.end_user_id));
  return command;
}

inline absl::StatusOr<OpenFirstEntryCase> Prepared(const eventstore::EventStore& store,
                                                   const OpenFirstEntryCase& asked) {
  return WithEntryKeys(store, asked);
}

inline absl::StatusOr<JoinFirstEntryCase> Prepared(const eventstore::EventStore& store,
                                                   const JoinFirstEntryCase& asked) {
  ASSIGN_OR_RETURN(JoinFirstEntryCase command, WithEntryKeys(store, asked));
  ASSIGN_OR_RETURN(const auto entry, decision::Load(store, FirstEntryCase{command.family_id}));
  ASSIGN_OR_RETURN(command.case_end_user, registry::KeyedParty(store, entry.view.end_user_id));
  return command;
}

}  // namespace debut::market
