#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "domain/promotion/offer_product.h"
#include "domain/promotion/publish_match_list.h"
#include "domain/promotion/record_outcome.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::promotion {

// The demander of a demand; nobody if there is no such demand.
inline absl::StatusOr<registry::Party> KeyedDemander(const eventstore::EventStore& store,
                                                     const std::string& demand_id) {
  ASSIGN_OR_RETURN(const auto demand, decision::Load(store, DemandFile{demand_id}));
  return registry::KeyedParty(store, demand.view.party_id);
}

inline absl::StatusOr<OfferProduct> Prepared(const eventstore::EventStore& store,
                                             const OfferProduct& asked) {
  OfferProduct command = asked;
  ASSIGN_OR_RETURN(command.demander, KeyedDemander(store, asked.demand_id));
  return command;
}

inline absl::StatusOr<PublishMatchList> Prepared(const eventstore::EventStore& store,
                                                 const PublishMatchList& asked) {
  PublishMatchList command = asked;
  ASSIGN_OR_RETURN(command.demander, KeyedDemander(store, asked.demand_id));
  return command;
}

inline absl::StatusOr<RecordOutcome> Prepared(const eventstore::EventStore& store,
                                              const RecordOutcome& asked) {
  RecordOutcome command = asked;
  ASSIGN_OR_RETURN(const auto contract,
                   decision::Load(store, market::ContractFile{asked.contract_id}));
  ASSIGN_OR_RETURN(command.buyer, registry::KeyedParty(store, contract.view.buyer_id));
  ASSIGN_OR_RETURN(command.end_user, registry::KeyedParty(store, contract.view.end_user_id));
  if (!asked.origin.demand_id.empty()) {
    ASSIGN_OR_RETURN(command.counterpart, KeyedDemander(store, asked.origin.demand_id));
  }
  if (!asked.origin.activity_id.empty()) {
    ASSIGN_OR_RETURN(const auto activity,
                     decision::Load(store, ActivityFile{asked.origin.activity_id}));
    command.cooperation_id = activity.view.cooperation_id;
    ASSIGN_OR_RETURN(const auto cooperation,
                     decision::Load(store, CooperationFile{command.cooperation_id}));
    ASSIGN_OR_RETURN(command.counterpart, registry::KeyedParty(store, cooperation.view.partner_id));
  }
  return command;
}

}  // namespace debut::promotion
