#include "decision/rejection_status.h"

#include "absl/strings/cord.h"
#include "base/ensure.h"
#include "debut/rpc/v1/errors.pb.h"

namespace debut::decision {
namespace {

constexpr char kErrorInfoUrl[] = "type.googleapis.com/debut.rpc.v1.ErrorInfo";

absl::StatusCode CodeOf(RejectionKind kind) {
  switch (kind) {
    case RejectionKind::kFailedPrecondition:
      return absl::StatusCode::kFailedPrecondition;
    case RejectionKind::kNotFound:
      return absl::StatusCode::kNotFound;
    case RejectionKind::kAlreadyExists:
      return absl::StatusCode::kAlreadyExists;
  }
  ENSURE(false, "a rejection has one of three kinds");
}

std::optional<RejectionKind> KindOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kFailedPrecondition:
      return RejectionKind::kFailedPrecondition;
    case absl::StatusCode::kNotFound:
      return RejectionKind::kNotFound;
    case absl::StatusCode::kAlreadyExists:
      return RejectionKind::kAlreadyExists;
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::Status RejectionStatus(const Rejection& rejection, std::string_view domain) {
  rpc::v1::ErrorInfo error_info;
  error_info.set_reason(rejection.reason);
  error_info.set_domain(std::string(domain));
  error_info.mutable_metadata()->insert(rejection.metadata.begin(), rejection.metadata.end());
  absl::Status status(CodeOf(rejection.kind), rejection.explanation);
  status.SetPayload(kErrorInfoUrl, absl::Cord(error_info.SerializeAsString()));
  return status;
}

absl::Status RejectionStatus(const Decision& rejection, std::string_view domain) {
  return RejectionStatus(std::get<Rejection>(rejection), domain);
}

std::optional<Rejection> RejectionOf(const absl::Status& status) {
  const std::optional<RejectionKind> kind = KindOf(status.code());
  const auto payload = status.GetPayload(kErrorInfoUrl);
  rpc::v1::ErrorInfo error_info;
  if (!kind || !payload || !error_info.ParseFromString(std::string(*payload))) return std::nullopt;
  return Rejection{error_info.reason(),
                   std::string(status.message()),
                   *kind,
                   {error_info.metadata().begin(), error_info.metadata().end()}};
}

}  // namespace debut::decision
