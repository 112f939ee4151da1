#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "eventstore/event.h"

namespace debut::eventstore {

// The stored form of an event: the bytes of a debut.eventlog.v1.Entry in canonical form, which are
// hashed, stored and sent as they are (docs/log_format.md). Position and recorded time come first
// and have a constant width, so that a writer serialises an event before its place is known.
inline constexpr std::size_t kEntryHeaderBytes = 18;

// The entry of an event that has no place yet: room for the header, then the fields 3 to 12 in
// order, those with the default value left out.
std::string EncodeEntry(const Event& event);
void AppendEncodedEntry(const Event& event, std::string& out);

// Writes the header of an entry. Requires `entry` from EncodeEntry.
void PlaceEntry(Position position, std::int64_t recorded_time_us, std::span<char> entry);

struct EntryHeader {
  Position position;
  std::int64_t recorded_time_us = 0;
};

// DATA_LOSS: the bytes don't begin with an entry's header.
absl::StatusOr<EntryHeader> DecodeEntryHeader(std::string_view entry);

// An entry's fields, as views of its bytes.
struct EntryView {
  EntryHeader header;
  std::string_view event_id;
  std::string_view type;
  std::vector<std::string_view> tags;
  std::uint32_t schema = 0;
  std::string_view principal;
  std::string_view request_id;
  std::string_view request_digest;
  std::string_view causation_id;
  std::string_view trace_parent;
  std::string_view payload;
};

// Fields that this program doesn't know are passed over. DATA_LOSS: not an entry.
absl::StatusOr<EntryView> ViewEntry(std::string_view entry);
absl::StatusOr<SequencedEvent> DecodeEntry(std::string_view entry);

}  // namespace debut::eventstore
