#include "services/eventlog/event_log_service.h"

#include <utility>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "eventstore/conversion.h"
#include "eventstore/entry_codec.h"
#include "eventstore/validate.h"
#include "runtime/field_errors.h"
#include "runtime/limits.h"
#include "runtime/rpc_status.h"
#include "services/eventlog/limits.h"
#include "services/eventlog/raw_message.h"
#include "services/eventlog/subscription.h"
#include "services/eventlog/work_pool.h"

namespace debut::eventlog {
namespace {

using eventstore::AppendResult;
using eventstore::Position;

// A unary RPC that has been received, until it is answered.
struct Call {
  runtime::ReceivedRpc rpc;
  grpc::ServerUnaryReactor* reactor;
  grpc::ByteBuffer* response;

  void Answer(grpc::ByteBuffer bytes) {
    *response = std::move(bytes);
    Fail(absl::OkStatus());
  }
  void Fail(const absl::Status& status) { reactor->Finish(rpc.Finish(status)); }
};

std::vector<eventstore::Event> EventsOf(v1::AppendRequest& request) {
  std::vector<eventstore::Event> events;
  events.reserve(static_cast<std::size_t>(request.events_size()));
  for (v1::Event& event : *request.mutable_events()) {
    events.push_back(eventstore::FromProto(std::move(event)));
  }
  return events;
}

eventstore::ReadOptions OptionsOf(const v1::ReadRequest& request) {
  eventstore::ReadOptions options;
  if (request.direction() == v1::DIRECTION_BACKWARDS) {
    options.direction = eventstore::Direction::kBackwards;
  }
  options.after = {request.after_position()};
  if (request.before_position() > 0) options.before = Position{request.before_position()};
  if (request.up_to_position() > 0) options.up_to = Position{request.up_to_position()};
  if (request.up_to_recorded_time_us() != 0) {
    options.up_to_recorded_time = absl::FromUnixMicros(request.up_to_recorded_time_us());
  }
  options.limit = request.limit();
  return options;
}

eventstore::SubscribeOptions OptionsOf(const v1::SubscribeRequest& request) {
  eventstore::SubscribeOptions options;
  options.after = {request.after_position()};
  options.batch_bytes_max =
      request.batch_bytes_max() == 0 ? kBatchBytesDefault : request.batch_bytes_max();
  options.heartbeat_interval = request.heartbeat_interval_ms() == 0
                                   ? kHeartbeatIntervalDefault
                                   : absl::Milliseconds(request.heartbeat_interval_ms());
  return options;
}

absl::StatusOr<grpc::ByteBuffer> ReadPage(const eventstore::RawLog& log,
                                          const v1::ReadRequest& request) {
  if (!v1::Direction_IsValid(request.direction())) {
    runtime::FieldErrors errors;
    errors.Add("direction", "must be one that the contract names");
    return errors.ToStatus();
  }
  RawMessage page;
  Position last;
  bool more = false;
  const auto head = log.ReadRaw(eventstore::FromProto(request.query()), OptionsOf(request),
                                [&](Position position, std::string_view entry) {
                                  more =
                                      page.size() > 0 && page.size() + entry.size() > kPageBytesMax;
                                  if (more) return false;
                                  page.AddBytes(v1::ReadResponse::kEntriesFieldNumber, entry);
                                  last = position;
                                  return true;
                                });
  if (!head.ok()) return head.status();
  page.AddNumber(v1::ReadResponse::kHeadPositionFieldNumber, head->value);
  page.AddNumber(v1::ReadResponse::kMoreFieldNumber, more ? 1 : 0);
  page.AddNumber(v1::ReadResponse::kNextPositionFieldNumber, more ? last.value : 0);
  return std::move(page).Take();
}

absl::StatusOr<v1::GetHeadResponse> HeadOf(const eventstore::RawLog& log) {
  eventstore::ReadOptions last;
  last.direction = eventstore::Direction::kBackwards;
  last.limit = 1;
  v1::GetHeadResponse response;
  absl::Status damage;
  const auto head = log.ReadRaw({}, last, [&](Position, std::string_view entry) {
    const auto header = eventstore::DecodeEntryHeader(entry);
    damage.Update(header.status());
    if (header.ok()) response.set_recorded_time_us(header->recorded_time_us);
    return true;
  });
  damage.Update(head.status());
  if (!damage.ok()) return damage;
  response.set_head_position(head->value);
  return response;
}

absl::Status TooManyReads() {
  absl::Status status =
      runtime::ReasonError(absl::StatusCode::kResourceExhausted, runtime::kRpcDomain, "SERVER_BUSY",
                           "too many reads are waiting");
  runtime::AttachRetryDelay(status, runtime::kBusyRetryDelay);
  return status;
}

template <typename Base>
using Callback = v1::EventLogService::WithRawCallbackMethod_Append<
    v1::EventLogService::WithRawCallbackMethod_Read<
        v1::EventLogService::WithRawCallbackMethod_Subscribe<
            v1::EventLogService::WithRawCallbackMethod_GetHead<Base>>>>;

class Service final : public Callback<v1::EventLogService::Service> {
 public:
  Service(eventstore::RawLog& log, const runtime::Reception& reception)
      : log_(log), reception_(reception), pool_(kReadThreads), subscriptions_(log, pool_) {}

  void EndStreams() { subscriptions_.EndAll(); }

  grpc::ServerUnaryReactor* Append(grpc::CallbackServerContext* context,
                                   const grpc::ByteBuffer* bytes,
                                   grpc::ByteBuffer* response) override {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    v1::AppendRequest request;
    std::optional<Call> call = Receive(*context, *bytes, request, reactor, response);
    if (!call) return reactor;
    std::optional<eventstore::AppendCondition> condition;
    if (request.has_condition()) condition = eventstore::FromProto(request.condition());
    log_.AppendAsync(EventsOf(request), std::move(condition),
                     [call = *std::move(call)](absl::StatusOr<AppendResult> result) mutable {
                       if (!result.ok()) return call.Fail(result.status());
                       v1::AppendResponse answer;
                       answer.set_first_position(result->first.value);
                       answer.set_last_position(result->last.value);
                       call.Answer(Serialise(answer));
                     });
    return reactor;
  }

  grpc::ServerUnaryReactor* Read(grpc::CallbackServerContext* context,
                                 const grpc::ByteBuffer* bytes,
                                 grpc::ByteBuffer* response) override {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    auto request = std::make_shared<v1::ReadRequest>();
    std::optional<Call> received = Receive(*context, *bytes, *request, reactor, response);
    if (!received) return reactor;
    auto call = std::make_shared<Call>(*std::move(received));
    WorkPool::Work work = [this, context, request, call] {
      if (context->IsCancelled()) return call->Fail(absl::CancelledError("nobody waits for it"));
      absl::StatusOr<grpc::ByteBuffer> page = ReadPage(log_, *request);
      page.ok() ? call->Answer(*std::move(page)) : call->Fail(page.status());
    };
    if (!pool_.TryPost(work, kReadsQueuedMax)) {
      call->Fail(TooManyReads());
    }
    return reactor;
  }

  grpc::ServerWriteReactor<grpc::ByteBuffer>* Subscribe(grpc::CallbackServerContext* context,
                                                        const grpc::ByteBuffer* bytes) override {
    v1::SubscribeRequest request;
    absl::Status refused = Parse(*bytes, request);
    runtime::ReceivedRpc rpc = reception_.Receive(*context, request);
    if (!rpc.admission().ok()) refused = rpc.admission();
    eventstore::Query query = eventstore::FromProto(request.query());
    const eventstore::SubscribeOptions options = OptionsOf(request);
    refused.Update(ValidateSubscribe(query, options));
    return subscriptions_.Open(std::move(rpc), std::move(refused), std::move(query), options);
  }

  grpc::ServerUnaryReactor* GetHead(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* bytes,
                                    grpc::ByteBuffer* response) override {
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    v1::GetHeadRequest request;
    std::optional<Call> call = Receive(*context, *bytes, request, reactor, response);
    if (!call) return reactor;
    const absl::StatusOr<v1::GetHeadResponse> head = HeadOf(log_);
    head.ok() ? call->Answer(Serialise(*head)) : call->Fail(head.status());
    return reactor;
  }

 private:
  // Nothing: the call was turned away, and has been answered.
  template <typename Request>
  std::optional<Call> Receive(const grpc::CallbackServerContext& context,
                              const grpc::ByteBuffer& bytes, Request& request,
                              grpc::ServerUnaryReactor* reactor, grpc::ByteBuffer* response) {
    const absl::Status parsed = Parse(bytes, request);
    Call call{reception_.Receive(context, request), reactor, response};
    const absl::Status refused = call.rpc.admission().ok() ? parsed : call.rpc.admission();
    if (refused.ok()) return call;
    call.Fail(refused);
    return std::nullopt;
  }

  eventstore::RawLog& log_;
  const runtime::Reception& reception_;
  WorkPool pool_;
  Subscriptions subscriptions_;
};

}  // namespace

runtime::HostedService MakeEventLogService(eventstore::RawLog& log,
                                           const runtime::Reception& reception) {
  auto service = std::make_unique<Service>(log, reception);
  Service* const streams = service.get();
  runtime::HostedService hosted = runtime::Hosted<v1::EventLogService>(std::move(service));
  hosted.end_streams = [streams] { streams->EndStreams(); };
  return hosted;
}

}  // namespace debut::eventlog
