#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "eventstore/event_store.h"

namespace debut::eventstore_grpc {

class LogConnection;

struct GrpcEventStoreOptions {
  // How long each call may take; for a read, each page. Then DEADLINE_EXCEEDED.
  absl::Duration append_timeout = absl::Seconds(10);
  absl::Duration read_timeout = absl::Seconds(30);
  absl::Duration head_timeout = absl::Seconds(5);
  // A subscription that has heard nothing for this long beyond its heartbeat interval connects
  // anew.
  absl::Duration silence_max = absl::Seconds(10);
  // Waiting between two attempts to resume a subscription.
  absl::Duration resume_first = absl::Milliseconds(50);
  absl::Duration resume_max = absl::Seconds(5);
  // Sent with every call: who asks ("x-debut-principal").
  std::vector<std::pair<std::string, std::string>> metadata = {};
};

// The event log of another process. Thread-safe; one channel serves any number of threads.
//
// Append is never repeated here: after UNAVAILABLE or DEADLINE_EXCEEDED it may or may not have been
// recorded, and only the caller's request id can tell. Read fetches page by page, the next while
// one is visited, all up to the head of the first. Both answer as the server did, with its details.
//
// Subscribe outlives the server: after a broken connection it goes on behind the last position that
// was delivered, and says caught-up once more. Until then the subscriber isn't called. It ends for
// an answer that would be the same again (INVALID_ARGUMENT, OUT_OF_RANGE, PERMISSION_DENIED …).
class GrpcEventStore final : public eventstore::EventStore {
 public:
  explicit GrpcEventStore(std::shared_ptr<grpc::Channel> channel,
                          GrpcEventStoreOptions options = {});
  ~GrpcEventStore() override;

  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override;
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override;
  absl::StatusOr<eventstore::Position> Head() const override;
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override;

 private:
  const std::unique_ptr<const LogConnection> log_;
};

}  // namespace debut::eventstore_grpc
