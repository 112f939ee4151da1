#include "runtime/service_host.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "errand_service.grpc.pb.h"
#include "runtime/limits.h"
#include "tests/support/raw_call.h"

namespace debut::runtime {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::v1::ErrandService;
using testing::v1::ForgottenService;

constexpr char kErrands[] = "debut.testing.v1.ErrandService";

// Says what happens to it.
class Recorder final : public Background {
 public:
  Recorder(std::string name, std::vector<std::string>& events, absl::Status start)
      : name_(std::move(name)), events_(events), start_(std::move(start)) {}
  absl::Status Start() override {
    events_.push_back(name_ + " starts");
    return start_;
  }
  void Stop() override { events_.push_back(name_ + " stops"); }

 private:
  std::string name_;
  std::vector<std::string>& events_;
  absl::Status start_;
};

class Errands final : public ErrandService::Service {
 public:
  grpc::Status RunErrand(grpc::ServerContext*, const testing::v1::RunErrandRequest*,
                         testing::v1::RunErrandResponse*) override {
    return grpc::Status::OK;
  }
};

class ServiceHostTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<ServiceHost>> Start(std::vector<HostedService> services,
                                                     std::string listen = "127.0.0.1:0") {
    return ServiceHost::Start({.listen = std::move(listen)}, std::move(services));
  }
  absl::StatusOr<std::unique_ptr<ServiceHost>> StartErrands(std::string listen = "127.0.0.1:0") {
    std::vector<HostedService> services;
    services.push_back(Hosted<ErrandService>(std::make_unique<Errands>()));
    return Start(std::move(services), std::move(listen));
  }
  static std::string AddressOf(const ServiceHost& host) {
    return "127.0.0.1:" + std::to_string(host.port());
  }
};

TEST_F(ServiceHostTest, ServesWithTheHealthOfEachService) {
  const auto host = StartErrands();
  ASSERT_TRUE(host.ok()) << host.status();
  EXPECT_EQ(test::HealthOf(AddressOf(**host)), "SERVING");
  EXPECT_EQ(test::HealthOf(AddressOf(**host), kErrands), "SERVING");
  EXPECT_EQ(test::HealthOf(AddressOf(**host), "debut.testing.v1.Other"), "NOT_FOUND");
}

TEST_F(ServiceHostTest, RefusesAPortThatIsTaken) {
  const auto host = StartErrands();
  ASSERT_TRUE(host.ok()) << host.status();
  const auto second = StartErrands(AddressOf(**host));
  EXPECT_EQ(second.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_THAT(std::string(second.status().message()),
              HasSubstr("another process listens on " + AddressOf(**host)));
}

TEST_F(ServiceHostTest, GivesThePortBackAtOnce) {
  auto host = StartErrands();
  ASSERT_TRUE(host.ok()) << host.status();
  const std::string address = AddressOf(**host);
  test::HealthOf(address);
  (*host)->Drain(absl::ZeroDuration());
  EXPECT_TRUE(StartErrands(address).ok());
}

TEST_F(ServiceHostTest, RefusesAServiceWhoseMethodsDeclareNoRole) {
  std::vector<HostedService> services;
  services.push_back(Hosted<ForgottenService>(std::make_unique<ForgottenService::Service>()));
  const auto host = Start(std::move(services));
  EXPECT_EQ(host.status(),
            absl::InternalError("debut.testing.v1.ForgottenService/ForgetErrand declares no role"));
}

TEST_F(ServiceHostTest, RefusesAServiceThatNoProtoDefines) {
  std::vector<HostedService> services;
  services.push_back({.name = "debut.testing.v1.Nothing", .service = std::make_unique<Errands>()});
  EXPECT_EQ(Start(std::move(services)).status().code(), absl::StatusCode::kInternal);
}

TEST_F(ServiceHostTest, StartsBackgroundsInOrderAndStopsThemInReverse) {
  std::vector<std::string> events;
  std::vector<HostedService> services;
  services.push_back({.name = kErrands,
                      .background = std::make_unique<Recorder>("first", events, absl::OkStatus()),
                      .service = std::make_unique<Errands>()});
  services.push_back({.name = kErrands,
                      .background = std::make_unique<Recorder>("second", events, absl::OkStatus()),
                      .service = std::make_unique<grpc::Service>(),
                      .end_streams = [&] { events.push_back("streams end"); }});
  auto host = Start(std::move(services));
  ASSERT_TRUE(host.ok()) << host.status();
  (*host)->Drain(absl::Seconds(10));
  EXPECT_THAT(events, ElementsAre("first starts", "second starts", "streams end", "second stops",
                                  "first stops"));
  host->reset();
  EXPECT_EQ(events.size(), 5u);
}

TEST_F(ServiceHostTest, DoesNotListenWhenABackgroundFailsAndStopsWhatHasStarted) {
  std::vector<std::string> events;
  std::vector<HostedService> services;
  services.push_back(
      {.name = kErrands,
       .background = std::make_unique<Recorder>("first", events, absl::DataLossError("rows lost")),
       .service = std::make_unique<Errands>()});
  services.push_back({.name = kErrands,
                      .background = std::make_unique<Recorder>("second", events, absl::OkStatus()),
                      .service = std::make_unique<Errands>()});
  const auto host = Start(std::move(services));
  EXPECT_EQ(host.status(), absl::DataLossError(std::string(kErrands) + ": rows lost"));
  EXPECT_THAT(events, ElementsAre("first starts", "first stops"));
}

TEST_F(ServiceHostTest, DescribesItsServicesIfReflectionIsOn) {
  for (const bool on : {true, false}) {
    std::vector<HostedService> services;
    services.push_back(Hosted<ErrandService>(std::make_unique<Errands>()));
    const auto host =
        ServiceHost::Start({.listen = "127.0.0.1:0", .reflection = on}, std::move(services));
    ASSERT_TRUE(host.ok()) << host.status();
    const auto names = test::ServicesOf(AddressOf(**host));
    if (on) {
      ASSERT_TRUE(names.ok()) << names.status();
      EXPECT_THAT(*names, Contains(kErrands));
    } else {
      EXPECT_EQ(names.status().code(), absl::StatusCode::kUnimplemented);
    }
  }
}

TEST_F(ServiceHostTest, RefusesAMessageThatIsTooLarge) {
  const auto host = StartErrands();
  ASSERT_TRUE(host.ok()) << host.status();
  const auto stub = ErrandService::NewStub(
      grpc::CreateChannel(AddressOf(**host), grpc::InsecureChannelCredentials()));
  testing::v1::RunErrandRequest request;
  request.set_name(std::string(kReceiveMessageBytesMax + 1, 'a'));
  testing::v1::RunErrandResponse response;
  grpc::ClientContext context;
  EXPECT_EQ(stub->RunErrand(&context, request, &response).error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
}

}  // namespace
}  // namespace debut::runtime
