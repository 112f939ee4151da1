#pragma once

#include <cstddef>

#include "absl/time/time.h"

namespace debut::eventlog {

inline constexpr std::size_t kPageBytesMax = 1 << 20;  // Of entries in one answer to Read.
inline constexpr std::size_t kReadThreads = 4;         // For reads and subscriptions together.
inline constexpr std::size_t kReadsQueuedMax = 1'024;  // Then RESOURCE_EXHAUSTED.
// Open at a time; then RESOURCE_EXHAUSTED. No caller alone keeps the services' own out.
inline constexpr std::size_t kSubscriptionsMax = 256;
inline constexpr std::size_t kSubscriptionsOfOneCallerMax = 128;
inline constexpr std::size_t kBatchBytesDefault = 256 << 10;
inline constexpr absl::Duration kHeartbeatIntervalDefault = absl::Seconds(5);

}  // namespace debut::eventlog
