#include "services/eventlog/subscription.h"

#include <utility>

#include "debut/eventlog/v1/eventlog_service.pb.h"
#include "services/eventlog/raw_message.h"

namespace debut::eventlog {

using eventstore::Position;

grpc::ServerWriteReactor<grpc::ByteBuffer>* Subscriptions::Open(
    runtime::ReceivedRpc rpc, absl::Status admission, eventstore::Query query,
    const eventstore::SubscribeOptions& options) {
  const std::string caller = rpc.caller().via.empty() ? rpc.caller().principal : rpc.caller().via;
  auto subscription =
      std::make_shared<Subscription>(*this, std::move(rpc), std::move(query), options);
  {
    const std::lock_guard lock(mutex_);
    if (ending_) admission.Update(absl::UnavailableError("the event log is shutting down"));
    open_.insert(subscription);
  }
  subscription->Start(admission.ok() ? places_.Enter(caller) : std::move(admission));
  return subscription.get();
}

void Subscriptions::EndAll() {
  std::set<std::shared_ptr<Subscription>> open;
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    open = open_;
  }
  for (const auto& subscription : open) {
    subscription->End(absl::UnavailableError("the event log is shutting down"));
  }
}

void Subscriptions::Remove(Subscription& subscription) {
  std::shared_ptr<Subscription> last = subscription.shared_from_this();
  const std::lock_guard lock(mutex_);
  open_.erase(last);
}

Subscription::Subscription(Subscriptions& all, runtime::ReceivedRpc rpc, eventstore::Query query,
                           const eventstore::SubscribeOptions& options)
    : all_(all),
      rpc_(std::move(rpc)),
      heartbeat_interval_(options.heartbeat_interval),
      follower_(all.log_, std::move(query), options) {}

void Subscription::Start(const absl::StatusOr<runtime::LoadLimit::Place>& place) {
  if (!place.ok()) return Conclude(place.status());
  place_ = *place;
  all_.pool_.Post([self = shared_from_this()] { self->Look(); });
}

void Subscription::End(absl::Status status) {
  {
    const std::lock_guard lock(mutex_);
    ended_.Update(std::move(status));
  }
  if (all_.tail_.Forget(*this)) Conclude(ended_);
}

bool Subscription::HasEnded() {
  const std::lock_guard lock(mutex_);
  return !ended_.ok();
}

void Subscription::Look() {
  if (HasEnded()) return Conclude(ended_);
  RawMessage batch;
  const auto step = follower_.Poll([&](Position, std::string_view entry) {
    batch.AddBytes(v1::SubscribeResponse::Batch::kEntriesFieldNumber, entry);
  });
  if (!step.ok()) return Conclude(step.status());
  if (step->entries > 0) {
    Send(std::move(batch).TakeAsField(v1::SubscribeResponse::kBatchFieldNumber));
  }
  if (step->checkpoint) {
    v1::SubscribeResponse message;
    message.mutable_checkpoint()->set_position(step->checkpoint->position.value);
    Send(Serialise(message));
  }
  if (step->caught_up) {
    v1::SubscribeResponse message;
    message.mutable_caught_up()->set_position(step->caught_up->position.value);
    Send(Serialise(message));
  }
  at_head_ = step->at_head;
  Move();
}

void Subscription::Move() {
  if (HasEnded()) return Conclude(ended_);
  if (!pending_.empty()) return StartWrite(&pending_.front());
  if (!at_head_) return all_.pool_.Post([self = shared_from_this()] { self->Look(); });
  // Once asleep, another thread may move the stream on, up to its end.
  const std::shared_ptr<Subscription> self = shared_from_this();
  all_.tail_.Sleep(self, follower_.head(),
                   TailWatch::Clock::now() + absl::ToChronoNanoseconds(heartbeat_interval_));
  if (HasEnded() && all_.tail_.Forget(*this)) Conclude(ended_);
}

void Subscription::Wake(absl::StatusOr<Position> head) {
  if (!head.ok()) return Conclude(head.status());
  if (*head > follower_.head()) {
    return all_.pool_.Post([self = shared_from_this()] { self->Look(); });
  }
  v1::SubscribeResponse message;
  message.mutable_heartbeat()->set_position(head->value);
  message.mutable_heartbeat()->set_time_us(absl::ToUnixMicros(all_.log_.clock().Now()));
  Send(Serialise(message));
  Move();
}

void Subscription::OnWriteDone(bool ok) {
  pending_.pop_front();
  if (!ok) return Conclude(absl::CancelledError("the stream is broken"));
  Move();
}

void Subscription::OnCancel() { End(absl::CancelledError("the subscriber has left")); }

void Subscription::OnDone() {
  place_.reset();
  all_.Remove(*this);
}

void Subscription::Conclude(const absl::Status& status) { Finish(rpc_.Finish(status)); }

}  // namespace debut::eventlog
