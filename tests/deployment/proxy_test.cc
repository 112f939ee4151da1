// The set-ups of deploy/proxy with a real HAProxy before a real debutd with mutual TLS.
#include <gmock/gmock.h>
#include <grpcpp/security/credentials.h>

#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "runtime/rpc_status.h"
#include "runtime/testing/test_authority.h"
#include "runtime/tls.h"
#include "tests/deployment/proxied_server.h"
#include "tests/support/http2_connection.h"

namespace debut::test {
namespace {

using ::testing::Contains;
using ::testing::Not;

constexpr char kCode[] = "91110108MA01000010";
constexpr char kFloodersAddress[] = "127.0.0.2";  // Of this machine, as 127.0.0.1.

class BehindHaproxy : public ProxiedServer, public ::testing::WithParamInterface<Way> {
 protected:
  // False: skipped or failed.
  bool Started(std::vector<std::string> proxy_environment = {}) {
    Start(GetParam(), std::move(proxy_environment));
    return !IsSkipped() && !HasFatalFailure();
  }
  absl::StatusCode CodeWith(const std::shared_ptr<grpc::ChannelCredentials>& credentials) const {
    return AskForHead(Connect(credentials)).code();
  }
};

TEST_P(BehindHaproxy, PutsTheOfficerOnRecord) {
  if (!Started()) return;
  ASSERT_EQ(Register(ConnectAs("王芳"), "E-1", kCode), absl::OkStatus()) << proxy().LogTail();
  const auto recorded = RecordedOf("E-1");
  ASSERT_EQ(recorded.size(), 1U);
  EXPECT_EQ(recorded[0].event.principal, "王芳");
  const auto via = Contains(std::string("via:debut-proxy"));
  if (GetParam() == Way::kReestablished) {
    EXPECT_THAT(recorded[0].event.tags, via);
  } else {
    EXPECT_THAT(recorded[0].event.tags, Not(via));
  }
}

TEST_P(BehindHaproxy, RefusesWhoLacksTheRole) {
  if (!Started()) return;
  const auto channel = ConnectAs("李娜");
  EXPECT_EQ(AskForHead(channel), absl::OkStatus()) << proxy().LogTail();
  const absl::Status refused = Register(channel, "E-1", kCode);
  EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(runtime::ReasonOf(refused), "ROLE_MISSING");
  EXPECT_EQ(Register(channel, "E-1", kCode, "王芳").code(), absl::StatusCode::kPermissionDenied)
      << "what a client says of itself counts for nothing";
}

TEST_P(BehindHaproxy, RefusesWhoShowsNoCertificateOrABadOne) {
  if (!Started()) return;
  constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
  EXPECT_EQ(CodeWith(grpc::InsecureChannelCredentials()), kUnavailable);
  grpc::SslCredentialsOptions anonymous;
  anonymous.pem_root_certs = runtime::testing::TextOf(TlsOf("王芳").ca_file());
  EXPECT_EQ(CodeWith(grpc::SslCredentials(anonymous)), kUnavailable);
  EXPECT_EQ(AskForHead(ConnectAs("何平")).code(), kUnavailable) << "revoked";
  const TemporaryDirectory elsewhere;
  runtime::testing::TestAuthority other(elsewhere.path());
  config::v1::Tls forged = other.Issue(
      "person %E7%8E%8B%E8%8A%B3", {.uri = "debut://person/%E7%8E%8B%E8%8A%B3?role=log.reader"});
  forged.set_ca_file(TlsOf("王芳").ca_file());
  EXPECT_EQ(CodeWith(runtime::MutualTls(forged, base::SystemClock()).ChannelCredentials()),
            kUnavailable);
  EXPECT_EQ(AskForHead(ConnectAs("王芳")), absl::OkStatus()) << proxy().LogTail();
}

TEST_P(BehindHaproxy, KeepsNoMoreConnectionsOfOneAddressThanItIsTold) {
  if (!Started({"DEBUT_PROXY_CONNECTIONS_OF_ONE=8"})) return;
  EXPECT_EQ(AskForHead(ConnectAs("王芳")), absl::OkStatus()) << proxy().LogTail();
  EXPECT_EQ(ConnectionsKept(address(), kFloodersAddress, 100, 8), 8);
  EXPECT_EQ(AskForHead(ConnectAs("王芳")), absl::OkStatus()) << proxy().LogTail();
}

TEST_P(BehindHaproxy, TakesConnectionsOfOneAddressAsFastAsItIsTold) {
  if (!Started({"DEBUT_PROXY_CONNECTION_RATE=10"})) return;
  EXPECT_EQ(ConnectionsKept(address(), kFloodersAddress, 50, 10), 10);
  EXPECT_EQ(AskForHead(ConnectAs("王芳")), absl::OkStatus()) << proxy().LogTail();
}

INSTANTIATE_TEST_SUITE_P(Proxy, BehindHaproxy,
                         ::testing::Values(Way::kPassThrough, Way::kReestablished),
                         [](const auto& test) { return NameOf(test.param); });

// Of streams that are open, too: two of them have said something.
class ReestablishedTls : public ProxiedServer {};

TEST_F(ReestablishedTls, CapsTheCallsOfOnePerson) {
  Start(Way::kReestablished, {"DEBUT_PROXY_CALLS_OF_ONE=2"});
  if (IsSkipped() || HasFatalFailure()) return;
  const auto wang = ConnectAs("王芳");
  const auto stub = eventlog::v1::EventLogService::NewStub(wang);
  grpc::ClientContext contexts[2];
  std::unique_ptr<grpc::ClientReader<eventlog::v1::SubscribeResponse>> streams[2];
  for (int i = 0; i < 2; ++i) {
    streams[i] = stub->Subscribe(&contexts[i], {});
    eventlog::v1::SubscribeResponse message;
    ASSERT_TRUE(streams[i]->Read(&message)) << proxy().LogTail();
  }
  EXPECT_EQ(AskForHead(wang).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(AskForHead(ConnectAs("李娜")), absl::OkStatus()) << proxy().LogTail();
  for (grpc::ClientContext& context : contexts) context.TryCancel();
}

}  // namespace
}  // namespace debut::test
