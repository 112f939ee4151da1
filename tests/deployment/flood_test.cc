// Clients of HTTP/2 that mean ill, with a valid certificate: debutd stays alive and within its
// memory, and others are answered meanwhile; in plain text, with mutual TLS, and behind HAProxy.
#include <fmt/format.h>

#include <iostream>

#include "tests/deployment/proxied_server.h"
#include "tests/support/http2_connection.h"

namespace debut::test {
namespace {

constexpr char kPath[] = "/debut.eventlog.v1.EventLogService/GetHead";
constexpr char kFlooder[] = "李娜";
// gRPC keeps about 20 kB of each call that is reset.
constexpr int kMemoryGrowthMibMax = 1'024;
constexpr int kMemoryGrowthBehindHttpProxyMibMax = 256;

class Flood : public ProxiedServer, public ::testing::WithParamInterface<Way> {
 protected:
  bool Started() {
    Start(GetParam());
    if (IsSkipped() || HasFatalFailure()) return false;
    if (GetParam() != Way::kPlainText) tls_ = TlsOf(kFlooder);
    EXPECT_EQ(AskForHead(other_ = ConnectAs("王芳")), absl::OkStatus());
    memory_before_mib_ = MemoryMib();
    return !HasFailure();
  }

  // Null: turned away.
  std::unique_ptr<Http2Connection> Open(bool reads) {
    auto connection = Http2Connection::Open({.address = address(),
                                             .tls = GetParam() == Way::kPlainText ? nullptr : &tls_,
                                             .reads = reads});
    return connection.ok() ? *std::move(connection) : nullptr;
  }

  void ExpectOthersAreAnswered() {
    EXPECT_EQ(AskForHead(other_), absl::OkStatus()) << server().LogTail();
  }

  // Alive, no larger than before by much, and leaves as it should.
  void ExpectUnharmed() {
    EXPECT_EQ(AskForHead(ConnectAs("王芳")), absl::OkStatus()) << server().LogTail();
    const int growth_mib = MemoryMib() - memory_before_mib_;
    EXPECT_LT(growth_mib, GetParam() == Way::kReestablished ? kMemoryGrowthBehindHttpProxyMibMax
                                                            : kMemoryGrowthMibMax);
    std::cout << "  grew by " << growth_mib << " MiB\n";
    server().Terminate();
    EXPECT_EQ(server().WaitExit(), 0) << server().LogTail();
  }

 private:
  config::v1::Tls tls_;
  std::shared_ptr<grpc::Channel> other_;
  int memory_before_mib_ = 0;
};

// CVE-2023-44487: calls that are begun and reset at once, so that no limit on streams counts them.
TEST_P(Flood, OfRapidResetsLeavesOthersAnswered) {
  constexpr int kRounds = 10;
  constexpr std::uint32_t kResetsInRound = 1'000;
  if (!Started()) return;
  std::unique_ptr<Http2Connection> connection;
  std::uint32_t stream = 1;
  std::uint64_t sent = 0;
  int connections = 0;
  for (int round = 0; round < kRounds; ++round) {
    if (connection == nullptr) {
      connection = Open(true);
      stream = 1;
      ++connections;
    }
    std::string frames;
    for (std::uint32_t i = 0; i < kResetsInRound; ++i, stream += 2)
      frames += CallFrame(stream, kPath) + MessageFrame(stream) + ResetFrame(stream);
    if (connection != nullptr && connection->Send(frames)) {
      sent += kResetsInRound;
    } else {
      connection = nullptr;
    }
    ExpectOthersAreAnswered();
  }
  std::cout << fmt::format("  {} resets on {} connections\n", sent, connections);
  ExpectUnharmed();
}

// CVE-2019-9512 and 9515: each asks for an answer, which the client never takes.
TEST_P(Flood, OfPingsAndSettingsWithoutTakingTheAnswersLeavesOthersAnswered) {
  constexpr int kRounds = 40;
  constexpr int kFramesInRound = 5'000;
  constexpr absl::Duration kPatience = absl::Seconds(2);
  if (!Started()) return;
  for (const std::string& frame : {PingFrame(), SettingsFrame()}) {
    std::string frames;
    for (int i = 0; i < kFramesInRound; ++i) frames += frame;
    const auto connection = Open(false);
    ASSERT_NE(connection, nullptr);
    int round = 0;
    while (round < kRounds && connection->Send(frames, kPatience)) ++round;
    ExpectOthersAreAnswered();
    std::cout << fmt::format("  {} of {} frames were taken\n", round * kFramesInRound,
                             kRounds * kFramesInRound);
  }
  ExpectUnharmed();
}

// Headers that never end (CVE-2024-27316) and streams that never say anything more.
TEST_P(Flood, OfStreamsThatSayNothingLeavesOthersAnswered) {
  constexpr std::uint32_t kStreams = 5'000;
  if (!Started()) return;
  const auto connection = Open(true);
  ASSERT_NE(connection, nullptr);
  for (std::uint32_t i = 0; i < kStreams; ++i) {
    if (!connection->Send(CallFrame(2 * i + 1, kPath))) break;
  }
  ExpectOthersAreAnswered();
  ExpectUnharmed();
}

TEST_P(Flood, OfSilentConnectionsLeavesOthersAnswered) {
  constexpr int kConnections = 400;
  if (!Started()) return;
  const int kept = ConnectionsKept(address(), "127.0.0.2", kConnections,
                                   IsProxied(GetParam()) ? 64 : kConnections);
  EXPECT_EQ(kept, IsProxied(GetParam()) ? 64 : kConnections);
  ExpectOthersAreAnswered();
  ExpectUnharmed();
}

INSTANTIATE_TEST_SUITE_P(Ways, Flood,
                         ::testing::Values(Way::kPlainText, Way::kMutualTls, Way::kPassThrough,
                                           Way::kReestablished),
                         [](const auto& test) { return NameOf(test.param); });

}  // namespace
}  // namespace debut::test
