#include "tests/support/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/support/temporary_directory.h"

namespace debut::test {
namespace {

using ::testing::HasSubstr;

class ProcessTest : public ::testing::Test {
 protected:
  // Runs a shell script, in which $0 is the first argument that Start() adds.
  Process::Options Shell(const std::string& script) const {
    return {.program = "/bin/sh", .arguments = {"-c", script}, .directory = directory_.path()};
  }

  TemporaryDirectory directory_;
};

TEST_F(ProcessTest, GivesTheExitCodeAsOftenAsItIsAsked) {
  const auto process = Process::Run(Shell("echo to out; echo to err >&2; exit 42"));
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_EQ((*process)->WaitExit(), 42);
  EXPECT_EQ((*process)->WaitExit(), 42);
  EXPECT_FALSE((*process)->Running());
  EXPECT_EQ((*process)->Log(), "to out\nto err\n");
}

TEST_F(ProcessTest, GivesTheSignalThatEndedIt) {
  const auto process = Process::Run(Shell("exec sleep 1000"));
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_TRUE((*process)->Running());
  (*process)->Kill9();
  EXPECT_EQ((*process)->WaitExit(), 128 + SIGKILL);
  (*process)->Terminate();
}

TEST_F(ProcessTest, PassesSignalsOn) {
  const auto process =
      Process::Run(Shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done"));
  ASSERT_TRUE(process.ok()) << process.status();
  while ((*process)->Log().empty()) std::this_thread::yield();
  (*process)->Terminate();
  EXPECT_EQ((*process)->WaitExit(), 7);
}

TEST_F(ProcessTest, WaitsForThePort) {
  // $0 is "--listen", $1 "127.0.0.1:0", $2 "--port-file", $3 the file.
  const auto process = Process::Start(Shell("echo 4711 > $3.new; mv $3.new $3; exec sleep 1000"));
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_EQ((*process)->address(), "127.0.0.1:4711");
}

TEST_F(ProcessTest, TellsTheLogOfAServerThatDoesNotStart) {
  const auto process = Process::Start(Shell("echo no luck; exit 3"));
  EXPECT_EQ(process.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(process.status().message()), HasSubstr("exited with 3"));
  EXPECT_THAT(std::string(process.status().message()), HasSubstr("no luck"));
}

TEST_F(ProcessTest, GivesUpOnAServerThatNeitherServesNorEnds) {
  const auto process = Process::Start(Shell("exec sleep 1000"), absl::Milliseconds(10));
  EXPECT_EQ(process.status().code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(ProcessTest, SaysThatAProgramCannotBeRun) {
  const auto process =
      Process::Start({.program = "/no/such/program", .directory = directory_.path()});
  EXPECT_THAT(std::string(process.status().message()), HasSubstr("can't be run"));
}

TEST_F(ProcessTest, PassesTheEnvironmentOn) {
  Process::Options options = Shell("echo $DEBUT_PROCESS_TEST");
  options.environment = {"DEBUT_PROCESS_TEST=首创"};
  const auto process = Process::Run(options);
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_EQ((*process)->WaitExit(), 0);
  EXPECT_EQ((*process)->Log(), "首创\n");
}

TEST_F(ProcessTest, OutlivesTheThreadThatStartedIt) {
  absl::StatusOr<std::unique_ptr<Process>> process;
  std::thread([&] { process = Process::Run(Shell("exec sleep 1000")); }).join();
  ASSERT_TRUE(process.ok()) << process.status();
  EXPECT_EQ((*process)->WaitExit(absl::Milliseconds(50)), std::nullopt);
}

TEST_F(ProcessTest, IsKilledAndReapedByItsDestructor) {
  auto process = Process::Run(Shell("exec sleep 1000"));
  ASSERT_TRUE(process.ok()) << process.status();
  const pid_t pid = (*process)->pid();
  process = absl::CancelledError("destroyed");
  EXPECT_EQ(waitpid(pid, nullptr, 0), -1);
  EXPECT_EQ(errno, ECHILD);
  EXPECT_EQ(kill(pid, 0), -1);
}

constexpr char kVictimDirectory[] = "DEBUT_PROCESS_TEST_VICTIM";

// Not a test: the one that DiesWithTheTest runs and kills.
TEST(ProcessTestVictim, DISABLED_StartsAProcessAndWaits) {
  const char* directory = std::getenv(kVictimDirectory);
  ASSERT_NE(directory, nullptr);
  const auto process = Process::Run(
      {.program = "/bin/sh", .arguments = {"-c", "exec sleep 1000"}, .directory = directory});
  ASSERT_TRUE(process.ok()) << process.status();
  const std::filesystem::path pid_file = std::filesystem::path(directory) / "pid";
  std::ofstream(pid_file.string() + ".new") << (*process)->pid();
  std::filesystem::rename(pid_file.string() + ".new", pid_file);
  (*process)->WaitExit(absl::InfiniteDuration());
}

TEST_F(ProcessTest, DiesWithTheTest) {
  const auto victim = Process::Run(
      {.program = "/proc/self/exe",
       .arguments = {"--gtest_also_run_disabled_tests", "--gtest_filter=ProcessTestVictim.*"},
       .directory = directory_.path(),
       .name = "victim",
       .environment = {std::string(kVictimDirectory) + "=" + directory_.path().string()}});
  ASSERT_TRUE(victim.ok()) << victim.status();
  pid_t pid = 0;
  while (!(std::ifstream(directory_.path() / "pid") >> pid)) {
    ASSERT_TRUE((*victim)->Running()) << (*victim)->LogTail();
  }
  (*victim)->Kill9();
  ASSERT_EQ((*victim)->WaitExit(), 128 + SIGKILL);
  const std::filesystem::path stat = "/proc/" + std::to_string(pid) + "/stat";
  const auto gone = [&] {
    std::ifstream file(stat);
    std::string line;
    return !std::getline(file, line) || line.find(") Z") != std::string::npos;
  };
  while (!gone()) std::this_thread::yield();
}

}  // namespace
}  // namespace debut::test
