#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/support/client_callback.h>

#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "eventstore_grpc/log_connection.h"

namespace debut::eventstore_grpc {

// A subscription's stream, read by one thread that also heeds a stop and the other side's silence,
// which the blocking reader of gRPC can't.
class StreamReader final : private grpc::ClientReadReactor<eventlog::v1::SubscribeResponse> {
 public:
  StreamReader(const LogConnection& log, eventlog::v1::SubscribeRequest request);
  ~StreamReader() override;

  // Waits for the next message. False: the stream has ended, nothing came for `silence_max`, or
  // `stop` was requested.
  bool Next(absl::Duration silence_max, const std::stop_token& stop,
            eventlog::v1::SubscribeResponse& message);

  // Calls the stream off if it has not ended, and tells how it ended: never OK, since the server
  // goes on for as long as it can.
  absl::Status End();

 private:
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

  grpc::ClientContext context_;
  const eventlog::v1::SubscribeRequest request_;
  eventlog::v1::SubscribeResponse arriving_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool reading_ = true;  // `arriving_` is gRPC's.
  bool ending_ = false;  // Nothing more is read.
  bool done_ = false;
  grpc::Status status_;  // When done.
};

}  // namespace debut::eventstore_grpc
