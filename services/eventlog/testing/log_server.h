#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "eventstore/raw_log.h"
#include "runtime/reception.h"
#include "runtime/service_host.h"
#include "runtime/testing/silent_observer.h"

namespace debut::eventlog {

// The event log's service on a real server of the loopback.
class LogServer {
 public:
  // `log` outlives the server. `port` 0: a free one. Unless told otherwise everybody may read and
  // write.
  explicit LogServer(eventstore::RawLog& log, int port = 0);
  LogServer(eventstore::RawLog& log, int port, runtime::Access::Grants grants);

  int port() const { return host_->port(); }
  std::string address() const { return "127.0.0.1:" + std::to_string(port()); }
  std::shared_ptr<grpc::Channel> Connect() const;
  // As a process ends that was told to: streams first.
  void Drain();

 private:
  const runtime::HeaderPrincipal principals_;
  const runtime::Access access_;
  runtime::testing::SilentObserver observer_;
  const runtime::Reception reception_;
  std::unique_ptr<runtime::ServiceHost> host_;
};

}  // namespace debut::eventlog
