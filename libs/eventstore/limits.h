#pragma once

#include <cstddef>

#include "absl/time/time.h"

namespace debut::eventstore {

// Persisted or promised limits: raising one is compatible, lowering one is not.
inline constexpr std::size_t kEntryBytesMax = 60'000;  // tlog-tiles carries a 16-bit length.
inline constexpr std::size_t kAppendEventsMax = 1'000;
inline constexpr std::size_t kAppendBytesMax = 4 << 20;
inline constexpr std::size_t kTagsMax = 64;       // Of one event.
inline constexpr std::size_t kTagBytesMax = 256;  // UTF-8, "<name>:<value>".
inline constexpr std::size_t kTypeBytesMax = 256;
inline constexpr std::size_t kNameBytesMax = 256;  // Principal, request id, trace parent.
inline constexpr std::size_t kQueryItemsMax = 1'000;
inline constexpr std::size_t kQueryItemTypesMax = 64;
inline constexpr std::size_t kQueryItemTagsMax = 16;
inline constexpr std::size_t kBatchBytesMax = 1 << 20;  // Of one batch of a subscription.
inline constexpr absl::Duration kHeartbeatIntervalMin = absl::Milliseconds(1);
inline constexpr absl::Duration kHeartbeatIntervalMax = absl::Hours(1);

}  // namespace debut::eventstore
