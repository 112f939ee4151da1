#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "domain/registry/keyed_party.h"
#include "domain/standards/name_drafter.h"
#include "domain/standards/promote_standard.h"
#include "domain/standards/propose_standard.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::standards {

inline absl::StatusOr<ProposeStandard> Prepared(const eventstore::EventStore& store,
                                                const ProposeStandard& asked) {
  ProposeStandard command = asked;
  ASSIGN_OR_RETURN(command.proposer, registry::KeyedParty(store, asked.proposer.id()));
  return command;
}

inline absl::StatusOr<NameDrafter> Prepared(const eventstore::EventStore& store,
                                            const NameDrafter& asked) {
  NameDrafter command = asked;
  ASSIGN_OR_RETURN(command.drafter, registry::KeyedParty(store, asked.drafter.id()));
  return command;
}

inline absl::StatusOr<PromoteStandard> Prepared(const eventstore::EventStore& store,
                                                const PromoteStandard& asked) {
  PromoteStandard command = asked;
  ASSIGN_OR_RETURN(command.organiser, registry::KeyedParty(store, asked.organiser.id()));
  return command;
}

}  // namespace debut::standards
