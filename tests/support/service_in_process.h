#pragma once

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "debut/rpc/v1/errors.pb.h"
#include "decision/decider.h"
#include "decision/fact_codec.h"
#include "eventstore/in_memory_event_store.h"
#include "runtime/limits.h"
#include "runtime/program.h"
#include "runtime/rpc_status.h"
#include "runtime/testing/silent_observer.h"
#include "sealing/vault.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {

// What a call came to, for tests that compare.
struct CallOutcome {
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason = {};               // Of the ErrorInfo; else empty.
  std::vector<std::string> fields = {};  // Of the BadRequest, in its order.

  bool operator==(const CallOutcome&) const = default;
};

inline void PrintTo(const CallOutcome& outcome, std::ostream* out) {
  *out << absl::StatusCodeToString(outcome.code) << ' ' << outcome.reason;
  for (const std::string& field : outcome.fields) *out << ' ' << field;
}

inline CallOutcome Refused(absl::StatusCode code, std::string_view reason) {
  return {code, std::string(reason), {}};
}

inline CallOutcome BadFields(std::vector<std::string> fields) {
  return {absl::StatusCode::kInvalidArgument, "FIELDS_INVALID", std::move(fields)};
}

inline CallOutcome OutcomeOf(const grpc::Status& status) {
  const absl::Status received = runtime::FromGrpcStatus(status);
  CallOutcome outcome{received.code(), runtime::ReasonOf(received), {}};
  rpc::v1::BadRequest bad;
  if (runtime::ReadDetail(received, bad)) {
    for (const auto& violation : bad.field_violations()) {
      outcome.fields.push_back(violation.field());
    }
  }
  return outcome;
}

// One context's service behind a real gRPC server on a port of its own, over an in-memory log and a
// clock that stands still. Callers have every role under whatever name they say.
template <typename Contract>
class ServiceInProcess {
 public:
  using Stub = typename Contract::Stub;

  // `more`: services that the same server has besides.
  ServiceInProcess(const runtime::MakeService& make, absl::Time now,
                   const std::vector<runtime::MakeService>& more = {})
      : clock_(now) {
    std::vector<runtime::MakeService> makes = {make};
    makes.insert(makes.end(), more.begin(), more.end());
    std::vector<runtime::HostedService> services;
    for (const runtime::MakeService& one : makes) {
      auto service = one({.store = store_,
                          .raw_log = &store_,
                          .sealer = vault_,
                          .vault = &vault_,
                          .decider = decider_,
                          .reception = reception_,
                          .clock = clock_,
                          .config = config_});
      EXPECT_TRUE(service.ok()) << service.status();
      services.push_back(*std::move(service));
    }
    auto host = runtime::ServiceHost::Start({.listen = "127.0.0.1:0"}, std::move(services));
    EXPECT_TRUE(host.ok()) << host.status();
    host_ = *std::move(host);
    stub_ = NewStub<Contract>();
  }

  // Of any service of the server.
  template <typename Other>
  std::unique_ptr<typename Other::Stub> NewStub() const {
    return Other::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(host_->port()),
                                              grpc::InsecureChannelCredentials()));
  }

  // Calls a method of the stub: Call(&Stub::SignContract, request, response, "officer-1").
  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, Response& response,
                   std::string_view principal = "officer-1") {
    return CallOn(*stub_, method, request, response, principal);
  }

  // The same on a stub of NewStub().
  template <typename AnyStub, typename Request, typename Response>
  CallOutcome CallOn(AnyStub& stub,
                     grpc::Status (AnyStub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                     const Request& request, Response& response, std::string_view principal) {
    grpc::ClientContext context;
    if (!principal.empty()) runtime::SetPrincipal(context, principal);
    return OutcomeOf((stub.*method)(&context, request, &response));
  }

  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   const Request& request, std::string_view principal = "officer-1") {
    Response response;
    return Call(method, request, response, principal);
  }

  // Facts that other contexts have recorded.
  template <typename... Facts>
  void Given(const Facts&... facts) {
    const auto appended = store_.Append({decision::EncodeFact(facts)...}, std::nullopt);
    EXPECT_TRUE(appended.ok()) << appended.status();
  }

  // The same, with who recorded them.
  void GivenEvents(const std::vector<eventstore::Event>& events) {
    const auto appended = store_.Append(events, std::nullopt);
    EXPECT_TRUE(appended.ok()) << appended.status();
  }

  // How many events the log holds.
  std::uint64_t EventsCount() const { return store_.Head()->value; }
  const eventstore::InMemoryEventStore& store() const { return store_; }
  base::FakeClock& clock() { return clock_; }
  sealing::Vault& vault() { return vault_; }
  // "127.0.0.1:40123"
  std::string address() const { return "127.0.0.1:" + std::to_string(host_->port()); }

 private:
  base::FakeClock clock_;
  eventstore::InMemoryEventStore store_{clock_};
  decision::Decider decider_{store_};
  const TemporaryDirectory directory_;
  sealing::Vault vault_{directory_.path() / "privacy"};
  const runtime::HeaderPrincipal principals_;
  const runtime::Access access_{{.roles_of = {},
                                 .any_principal = {std::string(runtime::kEveryRole)},
                                 .anonymous = {"reader"}}};
  runtime::testing::SilentObserver observer_;
  const runtime::Config config_;
  const runtime::Reception reception_{principals_, access_, observer_, base::SystemClock()};
  std::unique_ptr<runtime::ServiceHost> host_;
  std::unique_ptr<Stub> stub_;
};

inline const CallOutcome kDone{};

// A test of one context's service, with facts of others before it begins.
template <typename Contract>
class ServiceTest : public ::testing::Test {
 protected:
  using Stub = typename Contract::Stub;

  ServiceTest(const runtime::MakeService& make, absl::Time now) : service_(make, now) {}

  template <typename... Facts>
  void Given(const Facts&... facts) {
    service_.Given(facts...);
    given_ = service_.EventsCount();
  }

  // With a request id of its own.
  template <typename Request, typename Response>
  CallOutcome Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                   Request request, std::type_identity_t<Response>* response = nullptr,
                   std::string_view principal = "officer-1") {
    if constexpr (requires { request.set_request_id(""); }) {
      request.set_request_id(fmt::format("r-{}", ++requests_));
    }
    Response unread;
    return service_.Call(method, request, response == nullptr ? unread : *response, principal);
  }

  // How many events since what was given.
  std::uint64_t Recorded() const { return service_.EventsCount() - given_; }

  ServiceInProcess<Contract> service_;
  std::uint64_t given_ = 0;

 private:
  int requests_ = 0;
};

}  // namespace debut::test
