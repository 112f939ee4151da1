#pragma once

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/ensure.h"
#include "debut/readmodels/v1/readmodels_service.grpc.pb.h"
#include "decision/decider.h"
#include "eventstore/in_memory_event_store.h"
#include "runtime/reception.h"
#include "runtime/service_host.h"
#include "runtime/testing/silent_observer.h"
#include "sealing/vault.h"
#include "services/readmodels/readmodels_service.h"
#include "tests/support/temporary_directory.h"

namespace debut::readmodels::testing {

// Says when a call has come in.
class SignallingPrincipals final : public runtime::PrincipalResolver {
 public:
  absl::StatusOr<runtime::Identity> Resolve(const grpc::ServerContextBase& context) const override {
    arrivals_.release();
    return header_.Resolve(context);
  }
  void WaitForACall() { arrivals_.acquire(); }

 private:
  runtime::HeaderPrincipal header_;
  mutable std::counting_semaphore<> arrivals_{0};
};

// The read models of a log in memory, behind a server on a free port, with a clock that stands
// still. Everybody may read and rebuild.
class ReadModelsHost {
 public:
  explicit ReadModelsHost(absl::Time now) : clock_(now), log_(clock_) {
    config_.set_data_dir(directory_.path().string());
    Start();
  }
  ~ReadModelsHost() { Stop(); }

  void Start() {
    auto service = MakeReadModelsService({.store = log_,
                                          .raw_log = &log_,
                                          .sealer = vault_,
                                          .vault = &vault_,
                                          .decider = decider_,
                                          .reception = reception_,
                                          .clock = clock_,
                                          .config = config_});
    ENSURE(service.ok(), service.status().ToString());
    std::vector<runtime::HostedService> services;
    services.push_back(*std::move(service));
    auto host = runtime::ServiceHost::Start({.listen = "127.0.0.1:0", .reflection = false},
                                            std::move(services));
    ENSURE(host.ok(), host.status().ToString());
    host_ = *std::move(host);
    stub_ = v1::ReadModelsService::NewStub(grpc::CreateChannel(
        "127.0.0.1:" + std::to_string(host_->port()), grpc::InsecureChannelCredentials()));
  }
  void Stop() {
    stub_.reset();
    host_.reset();
  }

  base::FakeClock& clock() { return clock_; }
  eventstore::InMemoryEventStore& log() { return log_; }
  v1::ReadModelsService::Stub& stub() { return *stub_; }
  runtime::ServiceHost& server() { return *host_; }
  void WaitForACall() { principals_.WaitForACall(); }
  const test::TemporaryDirectory& directory() const { return directory_; }

 private:
  base::FakeClock clock_;
  eventstore::InMemoryEventStore log_;
  test::TemporaryDirectory directory_;
  sealing::Vault vault_{directory_.path() / "privacy"};
  decision::Decider decider_{log_, clock_};
  SignallingPrincipals principals_;
  runtime::Access access_{
      {.roles_of = {}, .any_principal = {}, .anonymous = {"reader", "readmodels.operator"}}};
  runtime::testing::SilentObserver observer_;
  runtime::Reception reception_{principals_, access_, observer_, clock_};
  runtime::Config config_;
  std::unique_ptr<runtime::ServiceHost> host_;
  std::unique_ptr<v1::ReadModelsService::Stub> stub_;
};

}  // namespace debut::readmodels::testing
