#include "eventstore_grpc/grpc_event_store.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/sleep.h"
#include "base/status_macros.h"
#include "eventstore/conversion.h"
#include "eventstore/validate.h"
#include "eventstore_grpc/backoff.h"
#include "eventstore_grpc/log_connection.h"
#include "eventstore_grpc/page_fetch.h"
#include "eventstore_grpc/status_mapping.h"
#include "eventstore_grpc/stream_reader.h"

namespace debut::eventstore_grpc {
namespace {

namespace v1 = eventlog::v1;
using eventstore::Direction;
using eventstore::Position;
using eventstore::ReadOptions;
using eventstore::SequencedEvent;
using eventstore::SubscriptionMessage;

// Bounds that zero can't carry on the wire, where it means that there is none.
bool IsEmpty(const ReadOptions& options) {
  return (options.up_to && options.up_to->value == 0) ||
         (options.before && options.before->value <= 1);
}

v1::ReadRequest RequestFor(const eventstore::Query& query, const ReadOptions& options) {
  v1::ReadRequest request;
  ToProto(query, *request.mutable_query());
  request.set_direction(options.direction == Direction::kBackwards ? v1::DIRECTION_BACKWARDS
                                                                   : v1::DIRECTION_FORWARDS);
  request.set_after_position(options.after.value);
  if (options.before) request.set_before_position(options.before->value);
  if (options.up_to) request.set_up_to_position(options.up_to->value);
  if (options.up_to_recorded_time) {
    // Recorded times are positive, so that minus one excludes what zero would.
    const std::int64_t time_us = absl::ToUnixMicros(*options.up_to_recorded_time);
    request.set_up_to_recorded_time_us(time_us == 0 ? -1 : time_us);
  }
  constexpr std::size_t kLimitMax = std::numeric_limits<std::uint32_t>::max();
  request.set_limit(static_cast<std::uint32_t>(std::min(options.limit, kLimitMax)));
  return request;
}

// What remains to be read behind `page`, of the snapshot that the first page had.
v1::ReadRequest RequestBehind(v1::ReadRequest request, const v1::ReadResponse& page) {
  if (request.direction() == v1::DIRECTION_BACKWARDS) {
    request.set_before_position(page.next_position());
  } else {
    request.set_after_position(page.next_position());
  }
  if (request.up_to_position() == 0) request.set_up_to_position(page.head_position());
  if (request.limit() > 0) {
    request.set_limit(request.limit() - static_cast<std::uint32_t>(page.entries_size()));
  }
  return request;
}

// False: the visitor has had enough.
absl::StatusOr<bool> VisitPage(v1::ReadResponse& page, eventstore::EventStore::Visitor visit) {
  for (v1::Entry& entry : *page.mutable_entries()) {
    ASSIGN_OR_RETURN(const SequencedEvent event, eventstore::FromProto(std::move(entry)));
    if (!visit(event)) return false;
  }
  return true;
}

absl::StatusOr<std::optional<SubscriptionMessage>> ToMessage(v1::SubscribeResponse& response) {
  std::optional<SubscriptionMessage> message;
  if (response.has_batch()) {
    eventstore::Batch batch;
    for (v1::Entry& entry : *response.mutable_batch()->mutable_entries()) {
      ASSIGN_OR_RETURN(SequencedEvent event, eventstore::FromProto(std::move(entry)));
      batch.events.push_back(std::move(event));
    }
    if (!batch.events.empty()) message = std::move(batch);
  } else if (response.has_checkpoint()) {
    message = eventstore::Checkpoint{{response.checkpoint().position()}};
  } else if (response.has_caught_up()) {
    message = eventstore::CaughtUp{{response.caught_up().position()}};
  } else if (response.has_heartbeat()) {
    message = eventstore::Heartbeat{{response.heartbeat().position()},
                                    absl::FromUnixMicros(response.heartbeat().time_us())};
  }
  return message;
}

// Everything up to here was delivered once the subscriber has `message`.
Position Reached(const SubscriptionMessage& message) {
  if (const auto* batch = std::get_if<eventstore::Batch>(&message)) {
    return batch->events.back().position;
  }
  if (const auto* checkpoint = std::get_if<eventstore::Checkpoint>(&message)) {
    return checkpoint->position;
  }
  if (const auto* caught_up = std::get_if<eventstore::CaughtUp>(&message)) {
    return caught_up->position;
  }
  return {};
}

// Whether another attempt may bring another answer.
bool IsTransient(absl::StatusCode code) {
  return code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kCancelled ||
         code == absl::StatusCode::kDeadlineExceeded || code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kResourceExhausted;
}

}  // namespace

GrpcEventStore::GrpcEventStore(std::shared_ptr<grpc::Channel> channel,
                               GrpcEventStoreOptions options)
    : log_(std::make_unique<LogConnection>(channel, std::move(options))) {}

GrpcEventStore::~GrpcEventStore() = default;

absl::StatusOr<eventstore::AppendResult> GrpcEventStore::Append(
    std::vector<eventstore::Event> events, std::optional<eventstore::AppendCondition> condition) {
  RETURN_IF_ERROR(ValidateAppend(events, condition));
  grpc::ClientContext context;
  log_->Prepare(context, log_->options().append_timeout);
  // The first command of a group stands for the rest: a call has one trace.
  if (!events.empty() && !events.front().trace_parent.empty()) {
    context.AddMetadata("traceparent", events.front().trace_parent);
  }
  v1::AppendRequest request;
  for (eventstore::Event& event : events) ToProto(std::move(event), *request.add_events());
  if (condition) ToProto(*condition, *request.mutable_condition());
  v1::AppendResponse response;
  const grpc::Status status = log_->stub().Append(&context, request, &response);
  if (!status.ok()) return AnswerOf(status);
  return eventstore::AppendResult{{response.first_position()}, {response.last_position()}};
}

absl::StatusOr<Position> GrpcEventStore::Read(const eventstore::Query& query,
                                              const ReadOptions& options, Visitor visit) const {
  RETURN_IF_ERROR(ValidateQuery(query));
  if (IsEmpty(options)) return Head();
  v1::ReadRequest request = RequestFor(query, options);
  ASSIGN_OR_RETURN(v1::ReadResponse page, FetchPage(*log_, request));
  const Position head{page.head_position()};
  while (true) {
    std::optional<PageFetch> next;
    if (page.more()) {
      request = RequestBehind(std::move(request), page);
      next.emplace(*log_, request);
    }
    ASSIGN_OR_RETURN(const bool wanted, VisitPage(page, visit));
    if (!wanted || !next) return head;
    ASSIGN_OR_RETURN(page, next->Take());
  }
}

absl::StatusOr<Position> GrpcEventStore::Head() const {
  grpc::ClientContext context;
  log_->Prepare(context, log_->options().head_timeout);
  v1::GetHeadResponse response;
  const grpc::Status status = log_->stub().GetHead(&context, {}, &response);
  if (!status.ok()) return AnswerOf(status);
  return Position{response.head_position()};
}

absl::Status GrpcEventStore::Subscribe(const eventstore::Query& query,
                                       const eventstore::SubscribeOptions& options,
                                       std::stop_token stop, Subscriber subscriber) const {
  RETURN_IF_ERROR(ValidateSubscribe(query, options));
  v1::SubscribeRequest request;
  ToProto(query, *request.mutable_query());
  request.set_after_position(options.after.value);
  request.set_batch_bytes_max(static_cast<std::uint32_t>(options.batch_bytes_max));
  request.set_heartbeat_interval_ms(
      static_cast<std::uint32_t>(absl::ToInt64Milliseconds(options.heartbeat_interval)));
  const absl::Duration silence_max = options.heartbeat_interval + log_->options().silence_max;
  Backoff backoff(log_->options().resume_first, log_->options().resume_max);
  while (!stop.stop_requested()) {
    StreamReader stream(*log_, request);
    v1::SubscribeResponse response;
    while (stream.Next(silence_max, stop, response)) {
      backoff.Reset();
      ASSIGN_OR_RETURN(std::optional<SubscriptionMessage> message, ToMessage(response));
      if (!message) continue;
      request.set_after_position(std::max(request.after_position(), Reached(*message).value));
      if (!subscriber(*std::move(message))) return absl::OkStatus();
    }
    if (stop.stop_requested()) break;
    const absl::Status ended = stream.End();
    if (!IsTransient(ended.code())) return ended;
    base::SleepUnlessStopped(backoff.Next(), stop);
  }
  return absl::CancelledError("the subscription was stopped");
}

}  // namespace debut::eventstore_grpc
