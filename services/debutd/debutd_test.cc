// The programs as users run them: processes, files, ports and signals.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <grpcpp/security/credentials.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "debut/options/v1/options.pb.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/exit_codes.h"
#include "services/debutd/contexts.h"
#include "tests/support/process.h"
#include "tests/support/raw_call.h"
#include "tests/support/temporary_directory.h"

namespace debut::debutd {
namespace {

using eventstore_grpc::GrpcEventStore;
using test::Process;
using ::testing::Contains;
using ::testing::Ge;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr int kEvents = 20;

class DebutdTest : public ::testing::Test {
 protected:
  Process::Options Program(const std::string& program, const std::string& name,
                           std::vector<std::string> arguments = {}) const {
    arguments.insert(arguments.begin(), {"--data-dir", data_dir()});
    return {.program = program,
            .arguments = std::move(arguments),
            .directory = directory_.path(),
            .name = name};
  }

  std::unique_ptr<Process> Start(const Process::Options& options) const {
    auto server = Process::Start(options);
    EXPECT_TRUE(server.ok()) << server.status();
    return server.ok() ? *std::move(server) : nullptr;
  }
  std::unique_ptr<Process> StartDebutd(std::vector<std::string> arguments = {}) const {
    return Start(Program(DEBUTD, "debutd", std::move(arguments)));
  }

  // The exit code of a program that doesn't come to serve.
  static int ExitCodeOf(const Process::Options& options) {
    const auto process = Process::Run(options);
    return process.ok() ? (*process)->WaitExit().value_or(-1) : -1;
  }

  // A log of kEvents events, as kill -9 leaves it.
  void WriteEventsAndCrash() const {
    const auto log = Start(Program(EVENTLOG, "eventlog"));
    ASSERT_NE(log, nullptr);
    GrpcEventStore store = StoreAt(log->address());
    for (int i = 0; i < kEvents; ++i) {
      const auto appended = store.Append({SomeEvent()}, std::nullopt);
      ASSERT_TRUE(appended.ok()) << appended.status();
    }
    log->Kill9();
    log->WaitExit();
  }

  static eventstore::Event SomeEvent() {
    eventstore::Event event;
    event.type = "debut.test.v1.Something";
    event.tags = {"enterprise:E-1"};
    event.payload = std::string(100, 'x');
    return event;
  }

  static GrpcEventStore StoreAt(const std::string& address) {
    return GrpcEventStore(
        eventstore_grpc::ConnectEventLog(address, grpc::InsecureChannelCredentials()),
        {.metadata = {{"x-debut-principal", "debutd-test"}}});
  }

  // The write-ahead log that is being written.
  std::filesystem::path WriteAheadLog() const {
    std::filesystem::path newest;
    for (const auto& file : std::filesystem::directory_iterator(data_dir() + "/log/db")) {
      const bool log = file.path().extension() == ".log";
      if (log && file.path().filename() > newest.filename()) newest = file.path();
    }
    return newest;
  }

  std::string data_dir() const { return directory_.path() / "data"; }
  std::string LogOf(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(directory_.path() / (name + ".log")).rdbuf();
    return text.str();
  }

  test::TemporaryDirectory directory_;
};

TEST_F(DebutdTest, ServesEveryServiceInHealthAndStopsOnSigterm) {
  const auto server = StartDebutd();
  ASSERT_NE(server, nullptr);
  EXPECT_EQ(test::HealthOf(server->address()), "SERVING");
  const auto services = test::ServicesOf(server->address());
  ASSERT_TRUE(services.ok()) << services.status();
  EXPECT_THAT(*services, Contains("debut.eventlog.v1.EventLogService"));
  for (const std::string& service : *services) {
    if (!service.starts_with("debut.")) continue;
    EXPECT_EQ(test::HealthOf(server->address(), service), "SERVING") << service;
  }
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), runtime::kExitOk) << server->LogTail();
}

TEST_F(DebutdTest, FindsItsDataAgainAfterKill9AndAfterSigterm) {
  WriteEventsAndCrash();
  for (int run = 0; run < 2; ++run) {
    const auto server = StartDebutd();
    ASSERT_NE(server, nullptr);
    const auto head = StoreAt(server->address()).Head();
    ASSERT_TRUE(head.ok()) << head.status();
    EXPECT_EQ(head->value, kEvents);
    server->Terminate();
    EXPECT_EQ(server->WaitExit(), runtime::kExitOk);
  }
}

TEST_F(DebutdTest, RefusesDataThatAnotherProcessHasOpen) {
  const auto first = StartDebutd();
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(ExitCodeOf(Program(DEBUTD, "second", {"--listen", "127.0.0.1:0"})),
            runtime::kExitLogInUse);
  EXPECT_THAT(LogOf("second"), HasSubstr("is already open by another process"));
  EXPECT_EQ(ExitCodeOf(Program(EVENTLOG, "third", {"--listen", "127.0.0.1:0"})),
            runtime::kExitLogInUse);
  EXPECT_EQ(test::HealthOf(first->address()), "SERVING");
}

TEST_F(DebutdTest, RefusesAPortThatIsTaken) {
  const auto first = StartDebutd();
  ASSERT_NE(first, nullptr);
  Process::Options second = Program(DEBUTD, "second", {"--listen", first->address()});
  second.arguments[1] = data_dir() + "2";
  EXPECT_EQ(ExitCodeOf(second), runtime::kExitPortBusy);
  EXPECT_THAT(LogOf("second"), HasSubstr("another process listens on " + first->address()));
}

TEST_F(DebutdTest, RefusesALogWhoseTailIsGone) {
  WriteEventsAndCrash();
  std::filesystem::remove(WriteAheadLog());
  EXPECT_EQ(ExitCodeOf(Program(DEBUTD, "debutd")), runtime::kExitLogRefused) << LogOf("debutd");
}

TEST_F(DebutdTest, RefusesALogThatIsCutInHalf) {
  WriteEventsAndCrash();
  const std::filesystem::path file = WriteAheadLog();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_EQ(ExitCodeOf(Program(DEBUTD, "debutd")), runtime::kExitLogRefused) << LogOf("debutd");
}

TEST_F(DebutdTest, RefusesALogWithAFlippedByte) {
  WriteEventsAndCrash();
  const std::filesystem::path path = WriteAheadLog();
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto middle = static_cast<std::streamoff>(std::filesystem::file_size(path) / 2);
  file.seekg(middle);
  const auto flipped = static_cast<char>(file.get() ^ 1);
  file.seekp(middle);
  file.put(flipped);
  file.close();
  EXPECT_EQ(ExitCodeOf(Program(DEBUTD, "debutd")), runtime::kExitLogRefused) << LogOf("debutd");
}

TEST_F(DebutdTest, LetsNobodyWriteFactsThatNoRuleHasLookedAt) {
  const auto server = StartDebutd();
  ASSERT_NE(server, nullptr);
  const auto appended = StoreAt(server->address()).Append({SomeEvent()}, std::nullopt);
  EXPECT_EQ(appended.status().code(), absl::StatusCode::kPermissionDenied) << appended.status();
}

// Every method of every service, called by its descriptor, so that none can forget the reception.
class EveryMethodTest : public DebutdTest {
 protected:
  static std::vector<const google::protobuf::MethodDescriptor*> MethodsOf(const Process& server) {
    std::vector<const google::protobuf::MethodDescriptor*> methods;
    const auto services = test::ServicesOf(server.address());
    EXPECT_TRUE(services.ok()) << services.status();
    // Asking for them also links their descriptors into this test.
    EXPECT_THAT(services.value_or(std::vector<std::string>()), SizeIs(Ge(AllServices().size())));
    for (const std::string& name : services.value_or(std::vector<std::string>())) {
      if (!name.starts_with("debut.")) continue;
      const auto* service =
          google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
      EXPECT_NE(service, nullptr) << name;
      for (int i = 0; service != nullptr && i < service->method_count(); ++i) {
        methods.push_back(service->method(i));
      }
    }
    EXPECT_THAT(methods, SizeIs(Gt(3u)));
    return methods;
  }
  static std::string PathOf(const google::protobuf::MethodDescriptor& method) {
    return method.service()->full_name() + "/" + method.name();
  }
};

TEST_F(EveryMethodTest, IsRefusedToWhoLacksItsRole) {
  const std::string config = directory_.path() / "strict.conf";
  std::ofstream(config) << "access { principals { name: 'nobody' } }";
  const auto server = StartDebutd({"--config", config});
  ASSERT_NE(server, nullptr);
  for (const auto* method : MethodsOf(*server)) {
    const auto answer = test::CallRaw(server->address(), PathOf(*method), "", "nobody");
    EXPECT_EQ(answer.status().code(), absl::StatusCode::kPermissionDenied)
        << PathOf(*method) << ": " << answer.status();
    EXPECT_THAT(std::string(answer.status().message()),
                HasSubstr(method->options().GetExtension(options::v1::role)));
  }
}

TEST_F(EveryMethodTest, ThatChangesSomethingIsRefusedToTheAnonymousAndWithoutRequestId) {
  const auto server = StartDebutd();
  ASSERT_NE(server, nullptr);
  for (const auto* method : MethodsOf(*server)) {
    if (method->input_type()->FindFieldByName("request_id") == nullptr) continue;
    const auto anonymous = test::CallRaw(server->address(), PathOf(*method));
    EXPECT_EQ(anonymous.status().code(), absl::StatusCode::kUnauthenticated) << PathOf(*method);
    const auto empty = test::CallRaw(server->address(), PathOf(*method), "", "somebody");
    EXPECT_EQ(empty.status().code(), absl::StatusCode::kInvalidArgument) << PathOf(*method);
    EXPECT_THAT(std::string(empty.status().message()), HasSubstr("request_id is missing"))
        << PathOf(*method);
  }
  const auto head = StoreAt(server->address()).Head();
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_EQ(head->value, 0u);
}

}  // namespace
}  // namespace debut::debutd
