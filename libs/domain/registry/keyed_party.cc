#include "domain/registry/keyed_party.h"

#include "decision/execute.h"

namespace debut::registry {

absl::StatusOr<ReadParty> ReadPartyFrom(const eventstore::EventStore& store,
                                        const std::string& party_id) {
  eventstore::Position head;
  const auto load = [&](Party unread) -> absl::StatusOr<Party> {
    ASSIGN_OR_RETURN(auto loaded, decision::Load(store, std::move(unread)));
    head = loaded.head;
    return std::move(loaded.view);
  };
  ASSIGN_OR_RETURN(Party party, ResolveParty(party_id, load));
  return ReadParty{std::move(party), head};
}

absl::StatusOr<Party> KeyedParty(const eventstore::EventStore& store, const std::string& party_id) {
  if (party_id.empty()) return Party("");
  ASSIGN_OR_RETURN(const ReadParty read, ReadPartyFrom(store, party_id));
  return Party(party_id, read.party.MemberIds());
}

}  // namespace debut::registry
