#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>

#include "absl/time/time.h"
#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore_grpc/grpc_event_store.h"

namespace debut::eventstore_grpc {

// The log's stub, and what every call to it carries. Thread-safe.
class LogConnection {
 public:
  LogConnection(const std::shared_ptr<grpc::Channel>& channel, GrpcEventStoreOptions options);

  eventlog::v1::EventLogService::Stub& stub() const { return *stub_; }
  const GrpcEventStoreOptions& options() const { return options_; }

  // Adds the metadata, and a deadline unless `timeout` is infinite.
  void Prepare(grpc::ClientContext& context, absl::Duration timeout) const;

 private:
  const std::unique_ptr<eventlog::v1::EventLogService::Stub> stub_;
  const GrpcEventStoreOptions options_;
};

}  // namespace debut::eventstore_grpc
