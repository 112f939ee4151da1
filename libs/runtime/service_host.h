#pragma once

#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "runtime/limits.h"
#include "runtime/measurement.h"

namespace debut::runtime {

// Threads that work for a service without being asked, as projectors do.
class Background {
 public:
  virtual ~Background() = default;
  // Returns once the service can answer.
  virtual absl::Status Start() = 0;
  // Returns once the threads have ended. Called at most once, also if Start() failed.
  virtual void Stop() = 0;
};

// A gRPC service as a part of a process.
struct HostedService {
  std::string name;  // "debut.grants.v1.GrantsService", also of its health.
  std::unique_ptr<Background> background = nullptr;  // May be null; outlives the service.
  std::unique_ptr<grpc::Service> service;
  // Ends the streams that would otherwise go on until the client goes. Called before the server
  // waits for its RPCs. May be empty.
  std::function<void()> end_streams = nullptr;
  // What those who watch the process are told of the service; called while it is hosted. May be
  // empty.
  Measure measure = nullptr;
};

// `Contract` is the generated class: Hosted<v1::GrantsService>(std::make_unique<Grants>(...)).
template <typename Contract>
HostedService Hosted(std::unique_ptr<typename Contract::Service> service) {
  return {.name = Contract::service_full_name(), .service = std::move(service)};
}

// A server of several services on one port, with the standard health service (one
// status for each service, and one for all under the empty name).
class ServiceHost {
 public:
  struct Options {
    std::string listen;  // See config.proto.
    bool reflection = true;
    // Null: plain text.
    std::shared_ptr<grpc::ServerCredentials> credentials = nullptr;
    absl::Duration connection_age_max = kConnectionAgeMax;  // With credentials only.
  };

  // Starts what runs in the background, then listens, then says SERVING.
  // ALREADY_EXISTS: the port is taken. INTERNAL: a method's proto breaks a rule of
  // method_contract.h, or declares no role. Otherwise what a background said.
  static absl::StatusOr<std::unique_ptr<ServiceHost>> Start(const Options& options,
                                                            std::vector<HostedService> services);
  // Drains without patience, unless that was done.
  ~ServiceHost();

  int port() const { return port_; }

  // Says NOT_SERVING, stops listening, ends streams, waits until the RPCs under way have ended and
  // the clients have hung up or `timeout` is over, cancels what is left, and then stops the
  // background. A handler that neither ends nor heeds its cancellation holds it up.
  void Drain(absl::Duration timeout);

 private:
  explicit ServiceHost(std::vector<HostedService> services) : services_(std::move(services)) {}

  absl::Status Listen(const Options& options);

  std::vector<HostedService> services_;
  std::unique_ptr<grpc::Server> server_;
  std::size_t started_count_ = 0;
  int port_ = 0;
};

}  // namespace debut::runtime
