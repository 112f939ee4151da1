#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/civil_time.h"
#include "decision/command.h"
#include "domain/closing/closed_day.h"

namespace debut::closing {

// What a read model is at a day's last position.
struct ModelDigest {
  std::string model;
  std::uint32_t version = 0;
  std::uint64_t rows_count = 0;
  std::string digest;  // 32 bytes.

  bool operator==(const ModelDigest&) const = default;
};

// Records what every read model is at the end of a day. Requires that an event of a later
// day is on record: the position can't change any more.
struct CloseDay {
  absl::CivilDay day;
  std::uint64_t position = 0;       // The last one of the day or before.
  std::vector<ModelDigest> models;  // In order of their names.

  std::tuple<ClosedDay> Reads() const { return {ClosedDay{day}}; }
  // Nothing if the day is closed: the first digest stands, whatever a later one says.
  decision::Decision Decide(const ClosedDay& closed) const;
};

static_assert(decision::Command<CloseDay>);

}  // namespace debut::closing
