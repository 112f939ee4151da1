#pragma once

#include <grpcpp/channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "debut/config/v1/config.pb.h"
#include "eventstore/event.h"
#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace debut::test {

// The ways to debutd: over the loopback in plain text, with mutual TLS, and that behind HAProxy
// with each configuration of deploy/proxy.
enum class Way { kPlainText, kMutualTls, kPassThrough, kReestablished };
std::string NameOf(Way way);
inline bool IsProxied(Way way) { return way >= Way::kPassThrough; }

// HAProxy's program, of Debian or unpacked by tests/run; nothing if there is none.
std::optional<std::string> HaproxyProgram();

// debutd, HAProxy before it, and people with certificates of deploy/certs: 王芳 may register
// enterprises, 李娜 may read only, 何平's certificate was revoked. Everything ends with the test.
class ProxiedServer : public ::testing::Test {
 protected:
  // What HAProxy is told instead of the configuration's figures: "DEBUT_PROXY_CALLS_OF_ONE=3".
  void Start(Way way, std::vector<std::string> proxy_environment = {});

  // The files of a person's certificate, as deploy/certs makes them.
  config::v1::Tls TlsOf(const std::string& person) const;
  // Where clients connect to: the proxy, or debutd itself.
  const std::string& address() const { return address_; }
  // A connection of its own, with that person's certificate, or in plain text.
  std::shared_ptr<grpc::Channel> ConnectAs(const std::string& person) const;
  std::shared_ptr<grpc::Channel> Connect(
      const std::shared_ptr<grpc::ChannelCredentials>& credentials) const;

  // Commands and questions over a connection. `header`: the name that the client says, if any.
  static absl::Status Register(const std::shared_ptr<grpc::Channel>& channel,
                               const std::string& enterprise_id, const std::string& credit_code,
                               const std::string& header = "");
  static absl::Status AskForHead(const std::shared_ptr<grpc::Channel>& channel);
  // What is recorded of an enterprise, asked of debutd itself.
  std::vector<eventstore::SequencedEvent> RecordedOf(const std::string& enterprise_id) const;

  Process& server() { return *server_; }
  Process& proxy() { return *proxy_; }
  // Resident, of debutd.
  int MemoryMib() const;

 private:
  void MakeCertificates();
  void StartServer(Way way);
  void StartProxy(Way way, std::vector<std::string> environment);

  TemporaryDirectory directory_;
  std::unique_ptr<Process> server_;
  std::unique_ptr<Process> proxy_;
  std::string address_;
  bool tls_ = false;
};

}  // namespace debut::test
