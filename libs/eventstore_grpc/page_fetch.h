#pragma once

#include <grpcpp/client_context.h>

#include <future>

#include "absl/status/statusor.h"
#include "eventstore_grpc/log_connection.h"

namespace debut::eventstore_grpc {

// One page, on the calling thread.
absl::StatusOr<eventlog::v1::ReadResponse> FetchPage(const LogConnection& log,
                                                     const eventlog::v1::ReadRequest& request);

// One page that is on its way while the caller does something else. Not thread-safe.
class PageFetch {
 public:
  // Asks for it.
  PageFetch(const LogConnection& log, eventlog::v1::ReadRequest request);
  // Calls it off if it was not taken.
  ~PageFetch();
  PageFetch(const PageFetch&) = delete;
  PageFetch& operator=(const PageFetch&) = delete;

  // Waits for it. Called at most once.
  absl::StatusOr<eventlog::v1::ReadResponse> Take();

 private:
  grpc::ClientContext context_;
  const eventlog::v1::ReadRequest request_;
  eventlog::v1::ReadResponse response_;
  std::future<grpc::Status> answer_;  // Not valid once it is taken.
};

}  // namespace debut::eventstore_grpc
