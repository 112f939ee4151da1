#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "domain/registry/enterprise_file.h"

namespace debut::registry {

// An event store takes 1,000 items in a query, and a boundary holds several parties.
inline constexpr std::size_t kPartyMembersMax = 300;

// A legal person with all that counts as one with it: its branches, and the enterprises merged into
// it, transitively, with theirs. Whoever is asked for by one of the members' ids gets all of them.
//
// The member ids are the view's keys, so they have to be known before it is read: ResolveParty()
// finds them. A command that decides on a party that is not Complete() answers Stale.
class Party {
 public:
  // `party_id` is any member's id. An empty one makes a party that nobody is: it selects nothing.
  explicit Party(std::string party_id);
  Party(std::string party_id, const std::set<std::string>& member_ids);

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const Party&) const = default;

  const std::string& id() const { return party_id_; }
  std::set<std::string> MemberIds() const;
  // The members and all others that their files name as such.
  std::set<std::string> MemberIdsNamed() const;
  bool Complete() const { return MemberIdsNamed().size() == files_.size(); }
  bool Contains(const std::string& id) const { return files_.contains(id); }

  // The file of the id that was asked for; not registered if it is unknown.
  const EnterpriseFile& file() const;
  const EnterpriseFile& file(const std::string& member_id) const;
  bool Known() const { return file().registered; }

  // The following require Known() and Complete().

  // The one that all members have become, whenever the mergers take effect.
  std::string LegalPersonId() const;
  // The legal person that the id asked for was, or belonged to, on a date.
  std::string LegalPersonIdOn(absl::CivilDay date) const;
  // Merged into the id asked for by a date, and what had been merged into those.
  std::set<std::string> PredecessorIdsOn(absl::CivilDay date) const;
  bool ZoneRegisteredOn(absl::CivilDay date) const;
  bool SmeOn(absl::CivilDay date) const;
  // Of any member: a successor carries the bans of its parts. Null: not banned on that date.
  const Ban* BanOn(absl::CivilDay date) const;
  // Ids that a relation of any member names on a date, without the members themselves.
  std::set<std::string> RelatedIdsOn(absl::CivilDay date) const;
  // One party, or a relation between any two of the members, whoever declared it. Relations do not
  // add up: a related party of a related party is not one.
  bool IsOrIsRelatedToOn(const Party& other, absl::CivilDay date) const;

 private:
  std::string party_id_;
  std::map<std::string, EnterpriseFile> files_;  // By member id.
};

static_assert(decision::View<Party>);

// The complete party of an id. `load`: absl::StatusOr<Party>(Party) folds the party's events, as
// decision::Load does. RESOURCE_EXHAUSTED: more than kPartyMembersMax members.
template <typename Loader>
absl::StatusOr<Party> ResolveParty(const std::string& party_id, Loader load) {
  std::set<std::string> member_ids{party_id};
  while (member_ids.size() <= kPartyMembersMax) {
    ASSIGN_OR_RETURN(Party party, load(Party(party_id, member_ids)));
    if (party.Complete()) return party;
    member_ids = party.MemberIdsNamed();
  }
  return absl::ResourceExhaustedError(
      fmt::format("{} has more than {} branches and merged parts", party_id, kPartyMembersMax));
}

}  // namespace debut::registry
