#include "eventstore_rocksdb/log_state.h"

#include "base/status_macros.h"
#include "eventstore_rocksdb/keys.h"

namespace debut::eventstore_rocksdb {

std::string LogState::Serialise() const {
  std::string bytes(View(BigEndian(sequence)));
  bytes.append(View(BigEndian(static_cast<std::uint64_t>(recorded_time_us))));
  return bytes + frontier.Serialise();
}

absl::StatusOr<LogState> LogState::Parse(std::string_view bytes) {
  if (bytes.size() < 16) return absl::DataLossError("the head is too short");
  LogState state;
  state.sequence = LoadBigEndian(bytes.substr(0, 8));
  state.recorded_time_us = static_cast<std::int64_t>(LoadBigEndian(bytes.substr(8, 8)));
  ASSIGN_OR_RETURN(state.frontier, transparency::Frontier::Parse(bytes.substr(16)));
  return state;
}

}  // namespace debut::eventstore_rocksdb
