#pragma once

#include <cstdint>
#include <string>

#include "eventstore/entry_codec.h"

namespace debut::test {

// The bytes of an event at this position, recorded so many microseconds after the epoch.
inline std::string EntryAt(std::uint64_t position, const std::string& payload = "内容") {
  eventstore::Event event;
  event.type = "debut.test.v1.Happened";
  event.payload = payload;
  std::string entry = eventstore::EncodeEntry(event);
  eventstore::PlaceEntry(eventstore::Position{position}, static_cast<std::int64_t>(position),
                         entry);
  return entry;
}

}  // namespace debut::test
