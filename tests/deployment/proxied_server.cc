#include "tests/deployment/proxied_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <grp.h>
#include <grpcpp/create_channel.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/clock.h"
#include "debut/eventlog/v1/eventlog_service.grpc.pb.h"
#include "debut/registry/v1/registry_service.grpc.pb.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/principal.h"
#include "runtime/rpc_status.h"
#include "runtime/tls.h"
#include "tests/support/build_tree.h"

namespace debut::test {
namespace {

namespace fs = std::filesystem;

constexpr auto kTimeout = std::chrono::seconds(30);

constexpr char kAccess[] = R"(
access {
  principals {
    name: "debut-proxy"
    on_behalf_of { officer: "王芳" roles: "registry.officer" roles: "log.reader" }
    on_behalf_of { officer: "李娜" roles: "log.reader" }
  }
}
)";

// A socket that listens on a free port of the loopback, for a child to inherit.
int ListeningSocket(int& port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(fd, any, size) != 0 || listen(fd, SOMAXCONN) != 0 || getsockname(fd, any, &size) != 0)
    return -1;
  port = ntohs(address.sin_port);
  return fd;
}

}  // namespace

std::string NameOf(Way way) {
  constexpr const char* kNames[] = {"PlainText", "MutualTls", "PassThrough", "Reestablished"};
  return kNames[static_cast<int>(way)];
}

std::optional<std::string> HaproxyProgram() {
  for (const std::string& place :
       {std::string("/usr/sbin/haproxy"), SourcePath("build/tools/usr/sbin/haproxy")}) {
    if (fs::exists(place)) return place;
  }
  return std::nullopt;
}

void ProxiedServer::Start(Way way, std::vector<std::string> proxy_environment) {
  if (IsProxied(way) && !HaproxyProgram().has_value())
    GTEST_SKIP() << "needs HAProxy: tests/run unpacks it of Debian's package haproxy";
  tls_ = way != Way::kPlainText;
  if (tls_) MakeCertificates();
  StartServer(way);
  if (!HasFatalFailure() && IsProxied(way)) StartProxy(way, std::move(proxy_environment));
}

void ProxiedServer::MakeCertificates() {
  const std::string make = fmt::format(
      "set -e; umask 077; c() {{ '{0}' --dir '{1}' \"$@\" >/dev/null; }}; c init;"
      "c service debutd --host localhost --host 127.0.0.1;"
      "c service debut-proxy --host localhost --host 127.0.0.1 --role '*';"
      "c person 王芳 --role registry.officer --role log.reader;"
      "c person 李娜 --role log.reader; c person 何平 --role log.reader;"
      "cd '{1}'; cp -r people/何平 revoked; c revoke 何平;"
      "cat services/debut-proxy/cert.pem services/debut-proxy/key.pem >proxy.pem",
      SourcePath("deploy/certs"), (directory_.path() / "certs").string());
  ASSERT_EQ(std::system(make.c_str()), 0);
}

config::v1::Tls ProxiedServer::TlsOf(const std::string& person) const {
  const fs::path certs = directory_.path() / "certs";
  return runtime::TlsOf(person == "何平" ? certs / "revoked" : certs / "people" / person);
}

void ProxiedServer::StartServer(Way way) {
  const fs::path config = directory_.path() / "debutd.txtpb";
  const fs::path certs = directory_.path() / "certs";
  std::ofstream out(config);
  if (tls_) {
    out << fmt::format(
        "tls {{ certificate_file: \"{0}/services/debutd/cert.pem\" key_file: "
        "\"{0}/services/debutd/key.pem\" ca_file: \"{0}/ca.pem\" crl_dir: "
        "\"{0}/crl\" }}\n",
        certs.string());
  }
  if (way == Way::kReestablished) out << kAccess;
  out.close();
  auto server =
      Process::Start({.program = ProgramPath("debutd"),
                      .arguments = {"--config", config, "--data-dir", directory_.path() / "data"},
                      .directory = directory_.path(),
                      .name = "debutd"});
  ASSERT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  address_ = server_->address();
}

void ProxiedServer::StartProxy(Way way, std::vector<std::string> environment) {
  int port = 0;
  const int fd = ListeningSocket(port);
  ASSERT_GE(fd, 0);
  const char* const config = way == Way::kPassThrough ? "haproxy-pass-through.cfg" : "haproxy.cfg";
  for (const std::string& value :
       {fmt::format("LISTEN=fd@{}", fd), fmt::format("SERVER={}", server_->address()),
        fmt::format("CERTS={}", (directory_.path() / "certs").string()),
        fmt::format("USER={}", getpwuid(geteuid())->pw_name),
        fmt::format("GROUP={}", getgrgid(getegid())->gr_name)}) {
    environment.push_back("DEBUT_PROXY_" + value);
  }
  auto proxy = Process::Run({.program = *HaproxyProgram(),
                             .arguments = {"-db", "-f", SourcePath("deploy/proxy/") + config},
                             .directory = directory_.path(),
                             .name = "haproxy",
                             .environment = std::move(environment)});
  close(fd);  // Connections wait in HAProxy's copy until it is ready.
  ASSERT_TRUE(proxy.ok()) << proxy.status();
  proxy_ = *std::move(proxy);
  address_ = fmt::format("127.0.0.1:{}", port);
}

std::shared_ptr<grpc::Channel> ProxiedServer::Connect(
    const std::shared_ptr<grpc::ChannelCredentials>& credentials) const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address_, credentials, arguments);
}

std::shared_ptr<grpc::Channel> ProxiedServer::ConnectAs(const std::string& person) const {
  if (!tls_) return Connect(grpc::InsecureChannelCredentials());
  return Connect(runtime::MutualTls(TlsOf(person), base::SystemClock()).ChannelCredentials());
}

absl::Status ProxiedServer::Register(const std::shared_ptr<grpc::Channel>& channel,
                                     const std::string& enterprise_id,
                                     const std::string& credit_code, const std::string& header) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimeout);
  if (!header.empty()) runtime::SetPrincipal(context, header);
  registry::v1::RegisterEnterpriseRequest request;
  request.set_request_id("r-" + enterprise_id);
  request.set_enterprise_id(enterprise_id);
  request.set_credit_code(credit_code);
  request.set_name("北京首创有限公司");
  request.set_registered_date("2015-03-01");
  registry::v1::RegisterEnterpriseResponse response;
  return runtime::FromGrpcStatus(
      registry::v1::RegistryService::NewStub(channel)->RegisterEnterprise(&context, request,
                                                                          &response));
}

absl::Status ProxiedServer::AskForHead(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimeout);
  eventlog::v1::GetHeadResponse response;
  return runtime::FromGrpcStatus(
      eventlog::v1::EventLogService::NewStub(channel)->GetHead(&context, {}, &response));
}

std::vector<eventstore::SequencedEvent> ProxiedServer::RecordedOf(
    const std::string& enterprise_id) const {
  const eventstore_grpc::GrpcEventStore log(grpc::CreateChannel(
      server_->address(),
      runtime::MutualTls(TlsOf("王芳"), base::SystemClock()).ChannelCredentials()));
  std::vector<eventstore::SequencedEvent> events;
  const eventstore::Query query{{{.types = {}, .tags = {"enterprise:" + enterprise_id}}}};
  const auto head = log.Read(query, {}, [&](const eventstore::SequencedEvent& event) {
    events.push_back(event);
    return true;
  });
  EXPECT_TRUE(head.ok()) << head.status();
  return events;
}

int ProxiedServer::MemoryMib() const {
  std::ifstream in(fmt::format("/proc/{}/statm", server_->pid()));
  long pages = 0;
  in >> pages >> pages;
  return static_cast<int>(pages * sysconf(_SC_PAGESIZE) >> 20);
}

}  // namespace debut::test
