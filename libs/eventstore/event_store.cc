#include "eventstore/event_store.h"

#include <fmt/format.h>

#include "base/status_macros.h"
#include "debut/eventlog/v1/eventlog_service.pb.h"

namespace debut::eventstore {
namespace {

constexpr char kConflictUrl[] = "type.googleapis.com/debut.eventlog.v1.AppendConflict";

}  // namespace

absl::StatusOr<ReadResult> ReadAll(const EventStore& store, const Query& query,
                                   const ReadOptions& options) {
  ReadResult result;
  ASSIGN_OR_RETURN(result.head, store.Read(query, options, [&](const SequencedEvent& event) {
    result.events.push_back(event);
    return true;
  }));
  return result;
}

absl::Status ConflictError(const AppendConflict& conflict) {
  absl::Status status(
      absl::StatusCode::kAborted,
      fmt::format("the event at position {} matches item {} of the append condition",
                  conflict.position.value, conflict.item));
  debut::eventlog::v1::AppendConflict detail;
  detail.set_position(conflict.position.value);
  detail.set_item_index(static_cast<std::uint32_t>(conflict.item));
  status.SetPayload(kConflictUrl, absl::Cord(detail.SerializeAsString()));
  return status;
}

std::optional<AppendConflict> ConflictOf(const absl::Status& status) {
  if (status.code() != absl::StatusCode::kAborted) return std::nullopt;
  const auto payload = status.GetPayload(kConflictUrl);
  debut::eventlog::v1::AppendConflict detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return AppendConflict{{detail.position()}, detail.item_index()};
}

}  // namespace debut::eventstore
