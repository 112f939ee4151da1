#include "runtime/rpc_status.h"

#include <fmt/format.h>

#include <algorithm>

#include "debut/rpc/v1/errors.pb.h"
#include "runtime/limits.h"
#include "runtime/text.h"

namespace debut::runtime {
namespace {

std::string TypeUrlOf(const google::protobuf::Message& detail) {
  return fmt::format("type.googleapis.com/{}", detail.GetDescriptor()->full_name());
}

// The list of fields is cut, not dropped: a client that mends those sees the rest the next time.
void AddDetail(rpc::v1::Status& details, const std::string& type_url, std::string value) {
  constexpr std::size_t kFramingBytes = 100;
  const std::size_t used = details.ByteSizeLong() + kFramingBytes;
  const std::size_t room = kStatusDetailsBytesMax - std::min(used, kStatusDetailsBytesMax);
  rpc::v1::BadRequest fields;
  if (value.size() > room && type_url == TypeUrlOf(fields) && fields.ParseFromString(value)) {
    while (fields.ByteSizeLong() > room) fields.mutable_field_violations()->RemoveLast();
    value = fields.SerializeAsString();
  }
  if (value.size() > room) return;
  auto& detail = *details.add_details();
  detail.set_type_url(type_url);
  detail.set_value(std::move(value));
}

}  // namespace

absl::Status ReasonError(absl::StatusCode code, std::string_view domain, std::string_view reason,
                         std::string_view explanation,
                         const std::map<std::string, std::string>& metadata) {
  rpc::v1::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(domain));
  info.mutable_metadata()->insert(metadata.begin(), metadata.end());
  absl::Status status(code, std::string(explanation));
  AttachDetail(status, info);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  rpc::v1::ErrorInfo info;
  return ReadDetail(status, info) ? info.reason() : "";
}

void AttachDetail(absl::Status& status, const google::protobuf::Message& detail) {
  status.SetPayload(TypeUrlOf(detail), absl::Cord(detail.SerializeAsString()));
}

bool ReadDetail(const absl::Status& status, google::protobuf::Message& detail) {
  const auto payload = status.GetPayload(TypeUrlOf(detail));
  return payload.has_value() && detail.ParseFromString(std::string(*payload));
}

void AttachRetryDelay(absl::Status& status, absl::Duration delay) {
  rpc::v1::RetryDelay hint;
  absl::Duration rest;
  hint.mutable_retry_delay()->set_seconds(absl::IDivDuration(delay, absl::Seconds(1), &rest));
  hint.mutable_retry_delay()->set_nanos(static_cast<int>(absl::ToInt64Nanoseconds(rest)));
  AttachDetail(status, hint);
}

std::optional<absl::Duration> RetryDelayOf(const absl::Status& status) {
  rpc::v1::RetryDelay hint;
  if (!ReadDetail(status, hint)) return std::nullopt;
  return absl::Seconds(hint.retry_delay().seconds()) +
         absl::Nanoseconds(hint.retry_delay().nanos());
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  rpc::v1::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(Bounded(std::string(status.message()), kStatusMessageBytesMax));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) {
    AddDetail(details, std::string(url), std::string(payload));
  });
  // The details repeat the message because clients compare the two (grpcio-status does).
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), details.message(),
                      details.details().empty() ? "" : details.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  absl::Status result(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  rpc::v1::Status details;
  if (!result.ok() && details.ParseFromString(status.error_details())) {
    for (const auto& detail : details.details()) {
      result.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return result;
}

}  // namespace debut::runtime
