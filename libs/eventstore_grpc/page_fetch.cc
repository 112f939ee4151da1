#include "eventstore_grpc/page_fetch.h"

#include <memory>
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
  // Outlives this: who waits goes on before it has returned.
  const auto answered = std::make_shared<std::promise<grpc::Status>>();
  answer_ = answered->get_future();
  log.stub().async()->Read(&context_, &request_, &response_, [answered](grpc::Status status) {
    answered->set_value(std::move(status));
  });
}

PageFetch::~PageFetch() {
  if (!answer_.valid()) return;
  context_.TryCancel();
  answer_.wait();
}

absl::StatusOr<eventlog::v1::ReadResponse> PageFetch::Take() {
  if (const grpc::Status status = answer_.get(); !status.ok()) return AnswerOf(status);
  return std::move(response_);
}

}  // namespace debut::eventstore_grpc
