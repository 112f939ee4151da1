#include "eventstore_grpc/page_fetch.h"

#include <utility>

#include "eventstore_grpc/status_mapping.h"

namespace debut::eventstore_grpc {

absl::StatusOr<eventlog::v1::ReadResponse> FetchPage(const LogConnection& log,
                                                     const eventlog::v1::ReadRequest& request) {
  grpc::ClientContext context;
  log.Prepare(context, log.options().read_timeout);
  eventlog::v1::ReadResponse response;
  const grpc::Status status = log.stub().Read(&context, request, &response);
  if (!status.ok()) return AnswerOf(status);
  return response;
}

PageFetch::PageFetch(const LogConnection& log, eventlog::v1::ReadRequest request)
    : request_(std::move(request)) {
  log.Prepare(context_, log.options().read_timeout);
  log.stub().async()->Read(&context_, &request_, &response_, [this](grpc::Status status) {
    status_ = std::move(status);
    arrived_.Notify();
  });
}

PageFetch::~PageFetch() {
  if (!arrived_.HasBeenNotified()) context_.TryCancel();
  arrived_.WaitForNotification();
}

absl::StatusOr<eventlog::v1::ReadResponse> PageFetch::Take() {
  arrived_.WaitForNotification();
  if (!status_.ok()) return AnswerOf(status_);
  return std::move(response_);
}

}  // namespace debut::eventstore_grpc
