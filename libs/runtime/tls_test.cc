// Mutual TLS over real sockets, from the certificate to what the handler learns of the caller.
#include "runtime/tls.h"

#include <gmock/gmock.h>
#include <grpc/grpc_security_constants.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "errand_service.grpc.pb.h"
#include "runtime/reception.h"
#include "runtime/service_host.h"
#include "runtime/testing/silent_observer.h"
#include "runtime/testing/test_authority.h"
#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

using testing::TestAuthority;
using testing::TextOf;
using testing::Write;
using namespace debut::testing::v1;  // NOLINT

constexpr char kWang[] = "debut://person/%E7%8E%8B%E8%8A%B3?role=errand.runner";

class Errands final : public ErrandService::Service {
 public:
  explicit Errands(const Reception& reception) : reception_(reception) {}

  grpc::Status RunErrand(grpc::ServerContext* context, const RunErrandRequest* request,
                         RunErrandResponse* response) override {
    return reception_.Serve(
        context, request, response,
        [](const Caller& caller, const RunErrandRequest&) -> absl::StatusOr<RunErrandResponse> {
          RunErrandResponse answer;
          answer.set_principal(caller.principal);
          answer.set_via(caller.via);
          return answer;
        });
  }

 private:
  const Reception& reception_;
};

// What came of an errand: who ran it, or the code and reason of the refusal.
struct Ran {
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason = {};
  std::string principal = {};
  std::string via = {};
  bool operator==(const Ran&) const = default;
};

void PrintTo(const Ran& ran, std::ostream* out) {
  *out << absl::StatusCodeToString(ran.code) << ' ' << ran.reason << ' ' << ran.principal << " via "
       << ran.via;
}

Ran By(std::string principal, std::string via = "") {
  return {.principal = std::move(principal), .via = std::move(via)};
}
Ran Refused(absl::StatusCode code, std::string reason = "") {
  return {.code = code, .reason = std::move(reason)};
}

class MutualTlsTest : public ::testing::Test {
 protected:
  // A connection of its own, whatever there are already.
  struct Connection {
    std::shared_ptr<grpc::Channel> channel;
    std::string server_certificate = {};  // After a call.

    // `acting_as`: the header, if not empty.
    Ran Run(const std::string& acting_as = "") {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
      if (!acting_as.empty()) SetPrincipal(context, acting_as);
      RunErrandRequest request;
      request.set_request_id("R-1");
      RunErrandResponse response;
      const absl::Status status =
          FromGrpcStatus(ErrandService::NewStub(channel)->RunErrand(&context, request, &response));
      const auto connection = context.auth_context();
      if (connection != nullptr) {
        for (const auto& pem : connection->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME)) {
          server_certificate = std::string(pem.data(), pem.size());
        }
      }
      return {status.code(), ReasonOf(status), response.principal(), response.via()};
    }
  };

  void Start(const config::v1::Tls& tls) {
    server_tls_.emplace(tls, base::SystemClock());
    principals_.emplace(server_tls_->peers());
    reception_.emplace(*principals_, access_, observer_, base::SystemClock());
    std::vector<HostedService> services;
    services.push_back(Hosted<ErrandService>(std::make_unique<Errands>(*reception_)));
    auto host = ServiceHost::Start({.listen = "127.0.0.1:0",
                                    .reflection = false,
                                    .credentials = server_tls_->ServerCredentials()},
                                   std::move(services));
    ASSERT_TRUE(host.ok()) << host.status();
    host_ = *std::move(host);
  }

  Connection Connect(const std::shared_ptr<grpc::ChannelCredentials>& credentials,
                     const std::string& host_name = "") const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    if (!host_name.empty()) arguments.SetSslTargetNameOverride(host_name);
    return {grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(host_->port()), credentials,
                                      arguments)};
  }
  Connection ConnectWith(const config::v1::Tls& tls) const {
    return Connect(MutualTls(tls, base::SystemClock()).ChannelCredentials());
  }
  Connection ConnectAs(const std::string& uri) {
    return ConnectWith(authority_.Issue("client", {.uri = uri}));
  }

  test::TemporaryDirectory directory_;
  TestAuthority authority_{directory_.path() / "ca"};
  config::v1::Tls server_files_ = authority_.Issue("server", {.uri = "debut://service/errands"});
  Access access_{{.roles_of = {},
                  .any_principal = {"*"},
                  .anonymous = {"*"},
                  .on_behalf_of = {{"portal", {{"李娜", {"errand.runner"}}}}}}};
  testing::SilentObserver observer_;
  std::optional<MutualTls> server_tls_;
  std::optional<CertifiedPrincipal> principals_;
  std::optional<Reception> reception_;
  std::unique_ptr<ServiceHost> host_;
};

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
constexpr auto kDenied = absl::StatusCode::kPermissionDenied;
constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

TEST_F(MutualTlsTest, TakesPrincipalAndRolesFromTheCertificate) {
  Start(server_files_);
  EXPECT_EQ(ConnectAs(kWang).Run(), By("王芳"));
  EXPECT_EQ(ConnectAs("debut://person/%E7%8E%8B%E8%8A%B3?role=errand.reader").Run(),
            Refused(kDenied, "ROLE_MISSING"));
  EXPECT_EQ(ConnectAs("debut://person/a").Run(), Refused(kDenied, "ROLE_MISSING"));
}

TEST_F(MutualTlsTest, RefusesPlainTextAndWhoShowsNoCertificate) {
  Start(server_files_);
  EXPECT_EQ(Connect(grpc::InsecureChannelCredentials()).Run("王芳").code, kUnavailable);
  grpc::SslCredentialsOptions anonymous;
  anonymous.pem_root_certs = TextOf(authority_.ca_file());
  EXPECT_EQ(Connect(grpc::SslCredentials(anonymous)).Run("王芳").code, kUnavailable);
}

TEST_F(MutualTlsTest, RefusesTheCertificateOfAnotherAuthority) {
  Start(server_files_);
  TestAuthority other(directory_.path() / "other");
  config::v1::Tls tls = other.Issue("client", {.uri = kWang});
  tls.set_ca_file(authority_.ca_file());
  EXPECT_EQ(ConnectWith(tls).Run(), Refused(kUnavailable));
}

TEST_F(MutualTlsTest, RefusesAnExpiredCertificateAndOneWithoutAnAccount) {
  Start(server_files_);
  const absl::Time past = absl::Now() - absl::Minutes(1);
  EXPECT_EQ(ConnectWith(authority_.Issue("client", {.uri = kWang, .not_after = past})).Run(),
            Refused(kUnavailable));
  EXPECT_EQ(ConnectAs("").Run(), Refused(kUnavailable));
}

TEST_F(MutualTlsTest, RefusesARevokedCertificateAlsoOnAnOpenConnection) {
  authority_.Publish();
  server_files_.set_crl_dir(authority_.crl_dir());
  Start(server_files_);
  const config::v1::Tls wang = authority_.Issue("client", {.uri = kWang});
  Connection open = ConnectWith(wang);
  EXPECT_EQ(open.Run(), By("王芳"));
  authority_.Revoke(wang);
  authority_.Publish();
  Ran ran;
  do ran = open.Run();
  while (ran == By("王芳"));
  EXPECT_EQ(ran, Refused(kUnauthenticated, "CERTIFICATE_REVOKED"));
  EXPECT_EQ(ConnectWith(wang).Run(), Refused(kUnavailable));
}

TEST_F(MutualTlsTest, RefusesEverybodyWhileItKnowsOfNoRevocations) {
  server_files_.set_crl_dir(authority_.crl_dir());
  Start(server_files_);
  EXPECT_EQ(ConnectAs(kWang).Run(), Refused(kUnavailable));
}

TEST_F(MutualTlsTest, LetsAServiceActForAnOfficerWhereTheConfigurationSaysSo) {
  Start(server_files_);
  Connection portal = ConnectAs("debut://service/portal?role=errand.runner");
  EXPECT_EQ(portal.Run("李娜"), By("李娜", "portal"));
  EXPECT_EQ(portal.Run("portal"), By("portal"));
  EXPECT_EQ(portal.Run("王芳"), Refused(kDenied, "ON_BEHALF_REFUSED"));
  EXPECT_EQ(portal.Run("system"), Refused(kDenied, "ON_BEHALF_REFUSED"));
  EXPECT_EQ(ConnectAs("debut://service/portal").Run("李娜"), Refused(kDenied, "ROLE_MISSING"));
}

TEST_F(MutualTlsTest, BelievesNoHeaderOfAPerson) {
  Start(server_files_);
  EXPECT_EQ(ConnectAs(kWang).Run("李娜"), Refused(kDenied, "ON_BEHALF_REFUSED"));
  EXPECT_EQ(ConnectAs("debut://person/portal?role=errand.runner").Run("李娜"),
            Refused(kDenied, "ON_BEHALF_REFUSED"));
  EXPECT_EQ(ConnectAs(kWang).Run("王芳"), By("王芳"));
}

TEST_F(MutualTlsTest, WantsADeadlineOfEveryCallThatIsNoStream) {
  Start(server_files_);
  grpc::ClientContext context;
  RunErrandRequest request;
  request.set_request_id("R-1");
  RunErrandResponse response;
  const absl::Status status = FromGrpcStatus(
      ErrandService::NewStub(ConnectAs(kWang).channel)->RunErrand(&context, request, &response));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "DEADLINE_MISSING");
}

TEST_F(MutualTlsTest, ConnectsOnlyToAServiceOnTheHostThatWasCalled) {
  Start(server_files_);
  const auto client = authority_.Issue("client", {.uri = kWang});
  const auto credentials = MutualTls(client, base::SystemClock()).ChannelCredentials();
  EXPECT_EQ(Connect(credentials, "elsewhere.example").Run(), Refused(kUnavailable));
  EXPECT_EQ(Connect(credentials, "localhost").Run(), By("王芳"));

  host_.reset();
  Start(authority_.Issue("pretender", {.uri = "debut://person/errands"}));
  EXPECT_EQ(Connect(credentials).Run(), Refused(kUnavailable));
}

TEST_F(MutualTlsTest, TakesUpANewCertificateWithoutARestart) {
  Start(server_files_);
  const config::v1::Tls client = authority_.Issue("client", {.uri = kWang});
  Connection old = ConnectWith(client);
  EXPECT_EQ(old.Run(), By("王芳"));
  EXPECT_EQ(old.server_certificate, TextOf(server_files_.certificate_file()));

  authority_.Issue("server", {.uri = "debut://service/errands"});
  const std::string renewed = TextOf(server_files_.certificate_file());
  std::string shown;
  while (shown != renewed) {
    Connection connection = ConnectWith(client);
    connection.Run();
    shown = connection.server_certificate;
  }
  EXPECT_EQ(old.Run(), By("王芳"));
}

}  // namespace
}  // namespace debut::runtime
