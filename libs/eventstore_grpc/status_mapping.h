#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace debut::eventstore_grpc {

// The one mapping between a store's status and its form on the wire: same code and message; the
// payloads travel in "grpc-status-details-bin" as a debut.rpc.v1.Status (google.rpc.Status' form).
// ToGrpcStatus leaves out a payload that no longer fits beside the others into kDetailsBytesMax,
// and cuts the message at kMessageBytesMax: clients take 8 KiB of trailers in all.
inline constexpr std::size_t kMessageBytesMax = 1'024;
inline constexpr std::size_t kDetailsBytesMax = 4'096;

grpc::Status ToGrpcStatus(const absl::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

// The same of a call that its caller did not cancel. CANCELLED is then what gRPC says of calls that
// a server which is being stopped had not begun: UNAVAILABLE, as if it were gone already.
absl::Status AnswerOf(const grpc::Status& status);

}  // namespace debut::eventstore_grpc
