#pragma once

#include <set>
#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/certification/product_files.h"
#include "domain/exchange/event_file.h"
#include "domain/registry/party.h"

namespace debut::exchange {

inline constexpr int kProductsMax = 40;  // Of one participation: each is a tag of its event.

// An enterprise takes part in an event with products of its own. Whoever is named, the participant
// is the legal person; it takes part once.
struct RegisterParticipation {
  std::string event_id;
  registry::Party participant{""};  // Unread, keyed with all its members; see ResolveParty.
  v1::ParticipantRole role = v1::PARTICIPANT_ROLE_UNSPECIFIED;
  std::set<std::string> product_ids;
  absl::CivilDay registered_date;

  std::tuple<EventFile, registry::Party, certification::ProductFiles> Reads() const;
  // Nothing if it takes part so.
  decision::Decision Decide(const EventFile& event, const registry::Party& party,
                            const certification::ProductFiles& products) const;
};

static_assert(decision::Command<RegisterParticipation>);

}  // namespace debut::exchange
