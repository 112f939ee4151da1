#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/support/status.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace debut::runtime {

// The ErrorInfo domain of the refusals that are common to all contexts.
inline constexpr char kRpcDomain[] = "rpc";

// A refusal with a reason of the context's catalogue: the status carries a debut.rpc.v1.ErrorInfo.
// `reason` is UPPER_SNAKE_CASE, `domain` the context ("grants"), `explanation` what a person reads.
absl::Status ReasonError(absl::StatusCode code, std::string_view domain, std::string_view reason,
                         std::string_view explanation,
                         const std::map<std::string, std::string>& metadata = {});

// The reason in the status' ErrorInfo; empty if it has none.
std::string ReasonOf(const absl::Status& status);

// Adds `detail` as a payload under its type URL, which is how a detail of any type travels.
void AttachDetail(absl::Status& status, const google::protobuf::Message& detail);

// Reads the payload of `detail`'s type, if the status carries one.
bool ReadDetail(const absl::Status& status, google::protobuf::Message& detail);

// When the caller may ask again: a debut.rpc.v1.RetryDelay.
void AttachRetryDelay(absl::Status& status, absl::Duration delay);
std::optional<absl::Duration> RetryDelayOf(const absl::Status& status);

// The one mapping to gRPC: the same code and message, and the payloads as details in the form of
// google.rpc.Status. What exceeds kStatusMessageBytesMax or kStatusDetailsBytesMax is cut off.
grpc::Status ToGrpcStatus(const absl::Status& status);

// And back, for clients.
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace debut::runtime
