#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "eventstore/event.h"

namespace debut::cli {

// What an event says, as far as a line of a table shows it; by the contract's descriptors.
struct EventSummary {
  std::string fact;                             // "AwardProposed"
  std::string date;                             // The legal date of the step, if it has one.
  std::optional<std::int64_t> amount_fen = {};  // Its own amount.
  std::string text;                             // The payload as one line of text proto.
};
EventSummary SummaryOf(const eventstore::Event& event);

// "2026-11-23T08:00:00Z", to the second.
std::string RecordedText(const eventstore::SequencedEvent& event);

}  // namespace debut::cli
