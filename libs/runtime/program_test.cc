#include "runtime/program.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <future>
#include <thread>

#include "errand_service.grpc.pb.h"
#include "runtime/exit_codes.h"
#include "runtime/principal.h"
#include "tests/support/process.h"
#include "tests/support/raw_call.h"
#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

using test::Process;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::v1::ErrandService;

class RunProgramTest : public ::testing::Test {
 protected:
  Process::Options Server(std::vector<std::string> arguments) const {
    return {.program = ERRAND_SERVER,
            .arguments = std::move(arguments),
            .directory = directory_.path()};
  }

  // A server that serves, or a failed test.
  std::unique_ptr<Process> StartServer(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.end(), {"--data-dir", "fine"});
    auto server = Process::Start(Server(std::move(arguments)));
    EXPECT_TRUE(server.ok()) << server.status();
    if (!server.ok()) return nullptr;
    stub_ = ErrandService::NewStub(
        grpc::CreateChannel((*server)->address(), grpc::InsecureChannelCredentials()));
    return *std::move(server);
  }

  // The exit code and output of a program that ends by itself.
  std::pair<int, std::string> RunToTheEnd(std::vector<std::string> arguments) {
    const auto process = Process::Run(Server(std::move(arguments)));
    EXPECT_TRUE(process.ok()) << process.status();
    return {(*process)->WaitExit().value_or(-1), (*process)->Log()};
  }

  std::future<grpc::Status> RunErrand(const std::string& name, bool stubborn = false) {
    return std::async(std::launch::async, [=, this] {
      testing::v1::RunErrandRequest request;
      request.set_request_id("R-1");
      request.set_name(name);
      (*request.mutable_notes())["began"] = Path("began");
      (*request.mutable_notes())["until"] = Path("until");
      if (stubborn) (*request.mutable_notes())["stubborn"] = "yes";
      grpc::ClientContext context;
      SetPrincipal(context, "王芳");
      testing::v1::RunErrandResponse response;
      return stub_->RunErrand(&context, request, &response);
    });
  }

  std::string Path(const std::string& name) const { return directory_.path() / name; }
  void WaitForFile(const std::string& name) const {
    while (!std::filesystem::exists(Path(name))) std::this_thread::yield();
  }

  test::TemporaryDirectory directory_;
  // To be reset before a server stops that has no RPC under way: a client of the sync API notices
  // only within five seconds that it is to hang up, and the server waits for that.
  std::unique_ptr<ErrandService::Stub> stub_;
};

TEST_F(RunProgramTest, ServesUntilSigtermAndClosesTheLogLast) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  EXPECT_EQ(test::HealthOf(server->address()), "SERVING");
  EXPECT_TRUE(RunErrand("nothing").get().ok());
  stub_.reset();
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), kExitOk);
  const std::string log = server->Log();
  EXPECT_LT(log.find("the background starts"), log.find("serves on 127.0.0.1:")) << log;
  EXPECT_LT(log.find("the background stops"), log.find("the background is gone")) << log;
  EXPECT_LT(log.find("the background is gone"), log.find("the log is closed")) << log;
  EXPECT_THAT(log, HasSubstr("method=debut.testing.v1.ErrandService/RunErrand code=OK"));
  EXPECT_FALSE(std::filesystem::exists(Path("server.port")));
}

TEST_F(RunProgramTest, StopsOnSigintToo) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  server->Signal(SIGINT);
  EXPECT_EQ(server->WaitExit(), kExitOk);
}

TEST_F(RunProgramTest, WaitsForTheRpcUnderWayWhileItDrains) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  auto errand = RunErrand("wait");
  WaitForFile("began");
  server->Terminate();
  // It has stopped listening, and still has the errand to answer.
  while (test::HealthOf(server->address()) != "UNAVAILABLE") std::this_thread::yield();
  EXPECT_TRUE(server->Running());
  std::ofstream(Path("until")) << "now";
  EXPECT_TRUE(errand.get().ok());
  EXPECT_EQ(server->WaitExit(), kExitOk);
}

TEST_F(RunProgramTest, CancelsTheRpcThatOutlastsTheDrain) {
  std::ofstream(Path("drain.conf")) << "drain { timeout_ms: 50 }";
  const auto server = StartServer({"--config", Path("drain.conf")});
  ASSERT_NE(server, nullptr);
  auto errand = RunErrand("wait");
  WaitForFile("began");
  server->Terminate();
  EXPECT_FALSE(errand.get().ok());
  EXPECT_EQ(server->WaitExit(), kExitOk);
}

TEST_F(RunProgramTest, EndsStreamsInsteadOfWaitingForThem) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  grpc::ClientContext context;
  const auto reader = stub_->WatchErrands(&context, {});
  testing::v1::WatchErrandsResponse message;
  ASSERT_TRUE(reader->Read(&message));
  server->Terminate();
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(server->WaitExit(), kExitOk);
}

TEST_F(RunProgramTest, IsForcedByASecondSignal) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  auto errand = RunErrand("wait", /*stubborn=*/true);
  WaitForFile("began");
  server->Terminate();
  while (server->Log().find("stopping") == std::string::npos) std::this_thread::yield();
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), kExitForced);
  EXPECT_FALSE(errand.get().ok());
}

TEST_F(RunProgramTest, EndsAtOnceWhenTheLogCannotBeWritten) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  EXPECT_EQ(RunErrand("fail_write").get().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(server->WaitExit(), kExitLogWriteFailed);
  EXPECT_THAT(server->Log(), HasSubstr("critical the log can't be written any more"));
  EXPECT_THAT(server->Log(), HasSubstr("no space left"));
}

TEST_F(RunProgramTest, TellsWhyTheLogDoesNotOpenByItsExitCode) {
  EXPECT_EQ(RunToTheEnd({"--data-dir", "damaged"}).first, kExitLogRefused);
  EXPECT_EQ(RunToTheEnd({"--data-dir", "newer"}).first, kExitLogRefused);
  EXPECT_EQ(RunToTheEnd({"--data-dir", "in_use"}).first, kExitLogInUse);
  const auto [code, output] = RunToTheEnd({"--data-dir", "broken"});
  EXPECT_EQ(code, kExitInternal);
  EXPECT_THAT(output, HasSubstr("event 7 is damaged"));
  EXPECT_THAT(output, HasSubstr("the disk doesn't answer"));
}

TEST_F(RunProgramTest, GivesUpOnTheLogWhenItIsStopped) {
  const auto server = Process::Run(Server({"--data-dir", "never"}));
  ASSERT_TRUE(server.ok()) << server.status();
  while ((*server)->Log().find("waiting for the log") == std::string::npos) {
    ASSERT_TRUE((*server)->Running()) << (*server)->LogTail();
  }
  (*server)->Terminate();
  EXPECT_EQ((*server)->WaitExit(), kExitOk);
}

TEST_F(RunProgramTest, SaysThatThePortIsTaken) {
  const auto server = StartServer();
  ASSERT_NE(server, nullptr);
  const auto [code, output] = RunToTheEnd({"--data-dir", "fine", "--listen", server->address()});
  EXPECT_EQ(code, kExitPortBusy);
  EXPECT_THAT(output, HasSubstr("another process listens on " + server->address()));
  EXPECT_THAT(output, HasSubstr("--listen"));
}

TEST_F(RunProgramTest, RefusesACommandLineThatItDoesNotKnow) {
  EXPECT_EQ(RunToTheEnd({"--colour"}).first, kExitUsage);
  EXPECT_EQ(RunToTheEnd({"--log-level", "loud", "--data-dir", "x"}).first, kExitUsage);
  EXPECT_EQ(RunToTheEnd({"--log", "127.0.0.1:1", "--data-dir", "x"}).first, kExitUsage);
  const auto [code, output] = RunToTheEnd({});
  EXPECT_EQ(code, kExitUsage);
  EXPECT_THAT(output,
              HasSubstr("errand_server: data_dir is missing; name a directory with --data-dir"));
}

TEST_F(RunProgramTest, RefusesABadConfigurationWithItsPlace) {
  std::ofstream(Path("bad.conf")) << "data_dir: 'x'\nlisten: '0.0.0.0:1'\n";
  const auto [code, output] = RunToTheEnd({"--config", Path("bad.conf")});
  EXPECT_EQ(code, kExitUsage);
  EXPECT_THAT(output, HasSubstr(Path("bad.conf") + ":2:1: listen is \"0.0.0.0:1\""));
}

TEST_F(RunProgramTest, ChecksAConfigurationWithoutServing) {
  std::ofstream(Path("good.conf")) << "data_dir: 'x'\n";
  const auto [code, output] = RunToTheEnd({"--config", Path("good.conf"), "--check-config"});
  EXPECT_EQ(code, kExitOk);
  EXPECT_EQ(output, "errand_server: the configuration is good\n");
}

TEST_F(RunProgramTest, RefusesAPortFileThatCannotBeWritten) {
  const auto [code, output] = RunToTheEnd({"--data-dir", "fine", "--port-file", "/no/such/file"});
  EXPECT_EQ(code, kExitUsage);
  EXPECT_THAT(output, HasSubstr("/no/such/file"));
}

TEST_F(RunProgramTest, MayBeStartedAgainAfterAFullDiskUnderThePortFile) {
  std::filesystem::create_symlink("/dev/full", Path("port.new"));
  const auto [code, output] = RunToTheEnd({"--data-dir", "fine", "--port-file", Path("port")});
  EXPECT_EQ(code, kExitInternal);
  EXPECT_THAT(output, HasSubstr("No space left on device"));
}

TEST_F(RunProgramTest, ExplainsItself) {
  const auto [code, output] = RunToTheEnd({"--help"});
  EXPECT_EQ(code, kExitOk);
  EXPECT_THAT(output, HasSubstr("Runs errands."));
  EXPECT_THAT(output, HasSubstr("--data-dir DIR"));
  EXPECT_THAT(output, HasSubstr("Exit codes: 0 stopped by SIGTERM"));
  EXPECT_THAT(output, Not(HasSubstr("--log HOST")));
}

TEST_F(RunProgramTest, LogsJsonLinesIfAsked) {
  const auto server = StartServer({"--log-format", "json"});
  ASSERT_NE(server, nullptr);
  ASSERT_TRUE(RunErrand("nothing").get().ok());
  stub_.reset();
  server->Terminate();
  EXPECT_EQ(server->WaitExit(), kExitOk);
  EXPECT_THAT(server->Log(), HasSubstr("\"principal\":\"王芳\""));
}

}  // namespace
}  // namespace debut::runtime
