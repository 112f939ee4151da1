#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "transparency/frontier.h"

namespace debut::eventstore_rocksdb {

// What the log is after a group of appends: the value of the database's `head` key.
struct LogState {
  std::uint64_t sequence = 0;         // Groups committed so far.
  std::int64_t recorded_time_us = 0;  // Of the last entry; 0 if there is none.
  transparency::Frontier frontier;    // Its size is the last position.

  std::uint64_t size() const { return frontier.size(); }

  std::string Serialise() const;
  // DATA_LOSS: not a state.
  static absl::StatusOr<LogState> Parse(std::string_view bytes);

  bool operator==(const LogState&) const = default;
};

}  // namespace debut::eventstore_rocksdb
