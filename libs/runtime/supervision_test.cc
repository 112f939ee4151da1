#include "runtime/supervision.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "tests/support/temporary_directory.h"

namespace debut::runtime {
namespace {

// A service manager's end of the socket.
class SupervisionTest : public testing::Test {
 protected:
  SupervisionTest() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.copy(address.sun_path, sizeof(address.sun_path) - 1);
    EXPECT_EQ(bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    setenv("NOTIFY_SOCKET", path_.c_str(), 1);
  }
  ~SupervisionTest() override {
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) unsetenv(name);
    close(fd_);
  }

  std::string Receive(int flags = 0) const {
    std::array<char, 200> bytes{};
    const ssize_t count = recv(fd_, bytes.data(), bytes.size(), flags);
    return count < 0 ? "" : std::string(bytes.data(), static_cast<std::size_t>(count));
  }

  test::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "notify";
  const int fd_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

TEST_F(SupervisionTest, HearsThatTheProcessIsReadyAndStops) {
  const Supervision supervision;
  supervision.Ready("serves on 127.0.0.1:7420");
  EXPECT_EQ(Receive(), "READY=1\nSTATUS=serves on 127.0.0.1:7420\n");
  supervision.Stopping();
  EXPECT_EQ(Receive().substr(0, 11), "STOPPING=1\n");
}

TEST_F(SupervisionTest, HearsAgainAndAgainThatTheProcessIsWell) {
  setenv("WATCHDOG_USEC", "2000", 1);
  Supervision supervision;
  supervision.Watch([] { return true; });
  for (int i = 0; i < 3; ++i) EXPECT_EQ(Receive(), "WATCHDOG=1\n");
}

TEST_F(SupervisionTest, HearsNothingOfAProcessThatIsNotWell) {
  setenv("WATCHDOG_USEC", "2000", 1);
  int asked = 0;
  {
    Supervision supervision;
    supervision.Watch([&] { return ++asked > 1; });
    EXPECT_EQ(Receive(), "WATCHDOG=1\n");
  }
  EXPECT_GT(asked, 1);
}

TEST_F(SupervisionTest, HearsNothingWithoutAWatchdogOrForAnotherProcess) {
  for (const char* pid : {"", "1"}) {
    setenv("WATCHDOG_USEC", *pid == '\0' ? "" : "2000", 1);
    setenv("WATCHDOG_PID", pid, 1);
    Supervision supervision;
    supervision.Watch([] { return true; });
    supervision.Ready("ready");
    EXPECT_EQ(Receive(), "READY=1\nSTATUS=ready\n");
  }
  EXPECT_EQ(Receive(MSG_DONTWAIT), "");
}

TEST(Supervision, IsNotThereWithoutASocket) {
  unsetenv("NOTIFY_SOCKET");
  Supervision supervision;
  supervision.Ready("ready");
  supervision.Watch([] { return true; });
  supervision.Stopping();
}

}  // namespace
}  // namespace debut::runtime
