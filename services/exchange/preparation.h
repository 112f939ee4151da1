#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "domain/exchange/register_participation.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::exchange {

inline absl::StatusOr<RegisterParticipation> Prepared(const eventstore::EventStore& store,
                                                      const RegisterParticipation& asked) {
  RegisterParticipation command = asked;
  ASSIGN_OR_RETURN(command.participant, registry::KeyedParty(store, asked.participant.id()));
  return command;
}

}  // namespace debut::exchange
