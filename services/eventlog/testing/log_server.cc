#include "services/eventlog/testing/log_server.h"

#include <grpcpp/security/credentials.h>

#include <utility>

#include "eventstore_grpc/channel.h"
#include "services/eventlog/event_log_service.h"

namespace debut::eventlog {

LogServer::LogServer(eventstore::RawLog& log, int port)
    : LogServer(log, port,
                {.roles_of = {}, .any_principal = {}, .anonymous = {"log.reader", "log.writer"}}) {}

LogServer::LogServer(eventstore::RawLog& log, int port, runtime::Access::Grants grants)
    : access_(std::move(grants)), reception_(principals_, access_, observer_, base::SystemClock()) {
  std::vector<runtime::HostedService> services;
  services.push_back(MakeEventLogService(log, reception_));
  host_ =
      runtime::ServiceHost::Start(
          {.listen = "127.0.0.1:" + std::to_string(port), .reflection = false}, std::move(services))
          .value();
}

std::shared_ptr<grpc::Channel> LogServer::Connect() const {
  return eventstore_grpc::ConnectEventLog(address(), grpc::InsecureChannelCredentials());
}

void LogServer::Drain() { host_->Drain(absl::Seconds(5)); }

}  // namespace debut::eventlog
