#pragma once

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <deque>
#include <memory>
#include <mutex>
#include <set>

#include "eventstore/follow.h"
#include "eventstore/raw_log.h"
#include "runtime/load_limit.h"
#include "runtime/reception.h"
#include "services/eventlog/limits.h"
#include "services/eventlog/tail_watch.h"
#include "services/eventlog/work_pool.h"

namespace debut::eventlog {

class Subscription;

// The streams that are open, and what they share: a thread that watches the tail, and the pool on
// which they read. Thread-safe.
class Subscriptions {
 public:
  Subscriptions(const eventstore::RawLog& log, WorkPool& pool)
      : log_(log), pool_(pool), tail_(log) {}

  // Begins a stream, or ends it at once if `admission` says so. gRPC's from here on.
  grpc::ServerWriteReactor<grpc::ByteBuffer>* Open(runtime::ReceivedRpc rpc, absl::Status admission,
                                                   eventstore::Query query,
                                                   const eventstore::SubscribeOptions& options);
  // Ends all of them with UNAVAILABLE, now and from now on.
  void EndAll();

 private:
  friend class Subscription;
  void Remove(Subscription& subscription);

  const eventstore::RawLog& log_;
  WorkPool& pool_;
  TailWatch tail_;
  runtime::LoadLimit places_{kSubscriptionsMax, kSubscriptionsOfOneCallerMax};
  std::mutex mutex_;
  std::set<std::shared_ptr<Subscription>> open_;
  bool ending_ = false;
};

// One stream. At any time exactly one of them moves it on: a look at the log on the pool, a write
// under way, or sleep at the tail; whoever takes it out of sleep has the next move. So only
// `ended_` needs a lock. No thread is its own.
class Subscription final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                           public TailWatch::Sleeper,
                           public std::enable_shared_from_this<Subscription> {
 public:
  Subscription(Subscriptions& all, runtime::ReceivedRpc rpc, eventstore::Query query,
               const eventstore::SubscribeOptions& options);

  // `place`: held until the stream has ended.
  void Start(const absl::StatusOr<runtime::LoadLimit::Place>& place);
  // Ends the stream at its next move; at once if it sleeps. Any thread.
  void End(absl::Status status);

 private:
  void Look();
  void Move();
  void Send(grpc::ByteBuffer message) { pending_.push_back(std::move(message)); }
  bool HasEnded();
  void Conclude(const absl::Status& status);

  void Wake(absl::StatusOr<eventstore::Position> head) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

  Subscriptions& all_;
  runtime::ReceivedRpc rpc_;
  runtime::LoadLimit::Place place_;
  const absl::Duration heartbeat_interval_;
  eventstore::Follower follower_;
  std::deque<grpc::ByteBuffer> pending_;  // The first is being written.
  bool at_head_ = false;

  std::mutex mutex_;
  absl::Status ended_;  // Not OK: to be concluded so.
};

}  // namespace debut::eventlog
