#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "eventstore/event_store.h"

namespace debut::eventstore {

// The limits of limits.h, the same in front of every implementation. INVALID_ARGUMENT: names every
// offending field (the first kViolationsMax of them: they have to fit into HTTP/2 trailers) in the
// message and in a debut.rpc.v1.BadRequest, next to the ErrorInfo of every bad field in the system
// (rpc, FIELDS_INVALID). Values are never repeated: they may be personal.
inline constexpr std::size_t kViolationsMax = 20;

// 1 to kAppendEventsMax events within their limits; a condition has at least one item. Field paths
// are those of AppendRequest: "events[2].tags[0]", "condition.fail_if_matches.items".
absl::Status ValidateAppend(const std::vector<Event>& events,
                            const std::optional<AppendCondition>& condition);

// "query.items[0].types[1]".
absl::Status ValidateQuery(const Query& query);

// The query, "batch_bytes_max" and "heartbeat_interval_ms".
absl::Status ValidateSubscribe(const Query& query, const SubscribeOptions& options);

// Size of the event as a stored Entry, once it has its event id.
std::size_t EntryBytes(const Event& event);

}  // namespace debut::eventstore
