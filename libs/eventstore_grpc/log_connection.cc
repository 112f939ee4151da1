#include "eventstore_grpc/log_connection.h"

#include <chrono>
#include <utility>

namespace debut::eventstore_grpc {

LogConnection::LogConnection(const std::shared_ptr<grpc::Channel>& channel,
                             GrpcEventStoreOptions options)
    : stub_(eventlog::v1::EventLogService::NewStub(channel)), options_(std::move(options)) {}

void LogConnection::Prepare(grpc::ClientContext& context, absl::Duration timeout) const {
  for (const auto& [key, value] : options_.metadata) context.AddMetadata(key, value);
  if (timeout < absl::InfiniteDuration()) {
    context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(timeout));
  }
}

}  // namespace debut::eventstore_grpc
