#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "domain/registry/party.h"
#include "eventstore/event_store.h"

namespace debut::registry {

// A complete party, and the head of the log that it was last read at.
struct ReadParty {
  Party party;
  eventstore::Position head;
};

// Status codes of ResolveParty() and EventStore::Read().
absl::StatusOr<ReadParty> ReadPartyFrom(const eventstore::EventStore& store,
                                        const std::string& party_id);

// The party unread, with all its members as keys: what a command that reads it is prepared with. An
// empty id makes a party that nobody is.
absl::StatusOr<Party> KeyedParty(const eventstore::EventStore& store, const std::string& party_id);

}  // namespace debut::registry
