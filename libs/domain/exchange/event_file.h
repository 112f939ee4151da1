#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "debut/exchange/v1/exchange_events.pb.h"
#include "decision/view.h"
#include "eventstore/event.h"

namespace debut::exchange {

// How one legal person takes part in an event.
struct Participation {
  v1::ParticipantRole role = v1::PARTICIPANT_ROLE_UNSPECIFIED;
  std::set<std::string> product_ids;
  absl::CivilDay registered_date;
  eventstore::Position position;  // Zero while it is not appended yet.

  bool operator==(const Participation&) const = default;
};

// A conference or an exhibition, with everybody who takes part.
struct EventFile {
  std::string event_id;  // Empty: selects nothing.

  bool planned = false;
  v1::EventKind kind = v1::EVENT_KIND_UNSPECIFIED;
  std::string name = {};
  std::string country = {};  // ISO 3166-1, two letters.
  std::string city = {};
  absl::CivilDay begins_date = {};
  absl::CivilDay ends_date = {};  // Included.
  std::string document = {};
  std::optional<absl::CivilDay> cancelled_date = {};
  std::map<std::string, Participation> participations = {};  // By legal person.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const EventFile&) const = default;
};

static_assert(decision::View<EventFile>);

}  // namespace debut::exchange
