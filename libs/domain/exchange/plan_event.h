#pragma once

#include <string>
#include <tuple>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/exchange/event_file.h"

namespace debut::exchange {

// The office recognises a conference or an exhibition. Requires a country that fits the kind.
struct PlanEvent {
  std::string event_id;
  v1::EventKind kind = v1::EVENT_KIND_UNSPECIFIED;
  std::string name;
  std::string country;
  std::string city;
  absl::CivilDay begins_date;
  absl::CivilDay ends_date;  // Not before begins_date.
  std::string document;

  std::tuple<EventFile> Reads() const;
  // Nothing if it was planned so.
  decision::Decision Decide(const EventFile& event) const;
};

// It does not take place: nothing is paid for it.
struct CancelEvent {
  std::string event_id;
  absl::CivilDay cancelled_date;
  std::string grounds;

  std::tuple<EventFile> Reads() const;
  // Nothing if it was cancelled on that date.
  decision::Decision Decide(const EventFile& event) const;
};

static_assert(decision::Command<PlanEvent> && decision::Command<CancelEvent>);

}  // namespace debut::exchange
