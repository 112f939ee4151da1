#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "domain/exchange/register_participation.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with. Other commands
// are as they were asked for.
namespace debut::exchange {

template <typename Command>
absl::StatusOr<Command> Prepared(const eventstore::EventStore&, const Command& asked) {
  return asked;
}

inline absl::StatusOr<RegisterParticipation> Prepared(const eventstore::EventStore& store,
                                                      const RegisterParticipation& asked) {
  RegisterParticipation command = asked;
  ASSIGN_OR_RETURN(command.participant, registry::KeyedParty(store, asked.participant.id()));
  return command;
}

}  // namespace debut::exchange
