#include "runtime/service_host.h"

#include <fmt/format.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ranges>

#include "absl/time/clock.h"
#include "base/ensure.h"
#include "base/status_macros.h"
#include "runtime/config.h"
#include "runtime/limits.h"
#include "runtime/method_contract.h"

namespace debut::runtime {
namespace {

// Where gRPC's reflection library is linked, every server of the process has reflection. This makes
// it the choice of one server.
class Reflection final : public grpc::ServerBuilderOption {
 public:
  explicit Reflection(bool on) : on_(on) {}
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    const std::string name = grpc::reflection::ProtoServerReflectionPlugin().name();
    std::erase_if(*plugins, [&](const auto& plugin) { return plugin->name() == name; });
    if (on_) plugins->push_back(std::make_unique<grpc::reflection::ProtoServerReflectionPlugin>());
  }

 private:
  bool on_;
};

absl::Status CheckContract(const std::string& service_name) {
  const auto* service =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service_name);
  if (service == nullptr) {
    return absl::InternalError(fmt::format("no proto defines the service {}", service_name));
  }
  for (int i = 0; i < service->method_count(); ++i) {
    const MethodContract& method = FindMethodContract(*service->method(i)->input_type());
    if (method.role.empty()) {
      return absl::InternalError(fmt::format("{} declares no role", method.name));
    }
  }
  return absl::OkStatus();
}

int MillisecondsOf(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void SetLimits(grpc::ServerBuilder& builder) {
  grpc::ResourceQuota quota("debut");
  quota.SetMaxThreads(kServerThreadsMax);
  builder.SetResourceQuota(quota)
      .SetMaxReceiveMessageSize(kReceiveMessageBytesMax)
      .SetMaxSendMessageSize(kSendMessageBytesMax)
      .SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, kServerPollersMin)
      .SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, kServerPollersMax)
      .AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kConcurrentStreamsMax)
      .AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytesMax)
      .AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, MillisecondsOf(kKeepaliveInterval))
      .AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, MillisecondsOf(kKeepaliveTimeout))
      .AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1)
      .AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                          MillisecondsOf(kClientPingIntervalMin))
      .AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, kPingStrikesMax)
      // Otherwise a second server binds the same port, and each gets half of the connections.
      .AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

// gRPC only says that it couldn't bind. So does this, and why.
absl::Status WhyNotBound(const std::string& listen) {
  const auto endpoint = ParseEndpoint(listen);
  ENSURE(endpoint.has_value(), "the configuration was checked");
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* addresses = nullptr;
  const int resolved = getaddrinfo(endpoint->host.c_str(), std::to_string(endpoint->port).c_str(),
                                   &hints, &addresses);
  if (resolved != 0) {
    return absl::InvalidArgumentError(fmt::format("listen {}: {}", listen, gai_strerror(resolved)));
  }
  absl::Status why = absl::InternalError(fmt::format("can't listen on {}", listen));
  for (const addrinfo* address = addresses; address != nullptr; address = address->ai_next) {
    const int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
    if (fd < 0) continue;
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, address->ai_addr, address->ai_addrlen) != 0 && errno == EADDRINUSE) {
      why = absl::AlreadyExistsError(fmt::format(
          "another process listens on {}; stop it, or choose another port with --listen", listen));
    } else if (errno == EACCES) {
      why = absl::InvalidArgumentError(fmt::format("listen {}: {}", listen, std::strerror(EACCES)));
    }
    close(fd);
  }
  freeaddrinfo(addresses);
  return why;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServiceHost>> ServiceHost::Start(
    const Options& options, std::vector<HostedService> services) {
  for (const HostedService& service : services) RETURN_IF_ERROR(CheckContract(service.name));
  std::unique_ptr<ServiceHost> host(new ServiceHost(std::move(services)));
  for (const HostedService& service : host->services_) {
    ++host->started_count_;
    if (service.background == nullptr) continue;
    RETURN_IF_ERROR(base::Annotate(service.background->Start(), service.name));
  }
  RETURN_IF_ERROR(host->Listen(options));
  return host;
}

absl::Status ServiceHost::Listen(const Options& options) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  SetLimits(builder);
  if (options.credentials != nullptr) {
    builder
        .AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                            MillisecondsOf(options.connection_age_max))
        .AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
                            MillisecondsOf(kConnectionAgeGrace));
  }
  builder.SetOption(std::make_unique<Reflection>(options.reflection));
  builder.AddListeningPort(
      options.listen,
      options.credentials != nullptr ? options.credentials : grpc::InsecureServerCredentials(),
      &port_);
  for (const HostedService& service : services_) builder.RegisterService(service.service.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port_ == 0) return WhyNotBound(options.listen);
  for (const HostedService& service : services_) {
    server_->GetHealthCheckService()->SetServingStatus(service.name, true);
  }
  return absl::OkStatus();
}

void ServiceHost::Drain(absl::Duration timeout) {
  if (server_ != nullptr) {
    server_->GetHealthCheckService()->Shutdown();
    for (const HostedService& service : services_) {
      if (service.end_streams != nullptr) service.end_streams();
    }
    server_->Shutdown(absl::ToChronoTime(absl::Now() + timeout));
    server_.reset();
  }
  while (started_count_ > 0) {
    const HostedService& service = services_[--started_count_];
    if (service.background != nullptr) service.background->Stop();
  }
}

ServiceHost::~ServiceHost() { Drain(absl::ZeroDuration()); }

}  // namespace debut::runtime
