#pragma once

#include <cstddef>

#include "absl/time/time.h"

namespace debut::runtime {

// Of every server. A request that breaks one is refused before a handler sees it.
inline constexpr int kReceiveMessageBytesMax = 8 << 20;
inline constexpr int kSendMessageBytesMax = 8 << 20;
inline constexpr int kMetadataBytesMax = 16 << 10;
inline constexpr int kConcurrentStreamsMax = 1'000;  // Of one connection.
inline constexpr int kServerThreadsMax =
    512;  // Of the sync services together; then RESOURCE_EXHAUSTED.
// Under way at once; then RESOURCE_EXHAUSTED with a hint when to ask again. Of the sync services,
// each of whose calls has a thread until it ends:
inline constexpr std::size_t kHandledRpcsMax = 448;
inline constexpr std::size_t kHandledRpcsOfOneCallerMax = 256;
// Of the log's own services, whose calls have none, streams included:
inline constexpr std::size_t kReceivedRpcsMax = 8'000;
inline constexpr std::size_t kReceivedRpcsOfOneCallerMax = 2'000;
inline constexpr absl::Duration kBusyRetryDelay = absl::Seconds(1);
inline constexpr int kServerPollersMin = 2;
inline constexpr int kServerPollersMax = 8;
inline constexpr absl::Duration kRpcDurationMax = absl::Seconds(30);
inline constexpr absl::Duration kKeepaliveInterval = absl::Seconds(60);
inline constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(20);
inline constexpr absl::Duration kClientPingIntervalMin = absl::Seconds(10);
inline constexpr int kPingStrikesMax = 2;  // Pings that come sooner; then the connection is closed.
// Of connections with TLS: then the client connects anew, and shows its certificate anew. What is
// under way, streams too, has kConnectionAgeGrace to end.
inline constexpr absl::Duration kConnectionAgeMax = absl::Minutes(10);
inline constexpr absl::Duration kConnectionAgeGrace = kRpcDurationMax;

// Of the end of a server: RPCs under way have kDrainTimeout (see Drain in config.proto), and the
// process has kForceGrace more before it is ended whatever it does.
inline constexpr absl::Duration kDrainTimeout = absl::Seconds(10);
inline constexpr absl::Duration kForceGrace = absl::Seconds(10);

// What a caller may send along.
inline constexpr std::size_t kRequestIdBytesMax = 128;
inline constexpr std::size_t kPrincipalBytesMax = 128;  // UTF-8, decoded.

// Of mutual TLS. Certificates and lists of revoked ones that change are in use this much later.
inline constexpr absl::Duration kTlsReloadInterval = absl::Seconds(1);
inline constexpr std::size_t kPrincipalUriBytesMax = 4'096;
inline constexpr std::size_t kCertificatesRememberedMax = 4'096;
inline constexpr std::size_t kTlsFileBytesMax = 1 << 20;

// What a refusal may carry: all of it travels in trailers, which clients cap at 8 KiB.
inline constexpr std::size_t kStatusMessageBytesMax = 768;
inline constexpr std::size_t kStatusDetailsBytesMax =
    3'072;  // With the message, which they repeat.

// Of one value in a log line.
inline constexpr std::size_t kLogValueBytesMax = 256;

}  // namespace debut::runtime
