#include "runtime/supervision.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <stop_token>
#include <utility>

#include "absl/strings/numbers.h"
#include "base/sleep.h"

namespace debut::runtime {
namespace {

std::string Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Zero: not of this process.
absl::Duration WatchdogInterval() {
  const std::string pid = Variable("WATCHDOG_PID");
  std::int64_t microseconds = 0;
  if (!pid.empty() && pid != std::to_string(getpid())) return absl::ZeroDuration();
  if (!absl::SimpleAtoi(Variable("WATCHDOG_USEC"), &microseconds)) return absl::ZeroDuration();
  return absl::Microseconds(std::max<std::int64_t>(microseconds, 0));
}

}  // namespace

Supervision::Supervision() : socket_(Variable("NOTIFY_SOCKET")), watchdog_(WatchdogInterval()) {}

Supervision::~Supervision() = default;

void Supervision::Send(std::string_view state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.size() < 2 || socket_.size() >= sizeof(address.sun_path)) return;
  std::ranges::copy(socket_, address.sun_path);
  if (socket_.front() == '@') address.sun_path[0] = '\0';  // Of the abstract name space.
  const int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  // Who doesn't hear it acts as if it hadn't been said; there is nothing else to do about it.
  static_cast<void>(sendto(fd, state.data(), state.size(), MSG_NOSIGNAL,
                           reinterpret_cast<const sockaddr*>(&address), length));
  close(fd);
}

void Supervision::Ready(std::string_view status) const {
  Send(fmt::format("READY=1\nSTATUS={}\n", status));
}

void Supervision::Stopping() const { Send("STOPPING=1\nSTATUS=finishing what is under way\n"); }

void Supervision::Watch(std::function<bool()> is_well) {
  if (socket_.empty() || watchdog_ <= absl::ZeroDuration()) return;
  thread_ = std::jthread([this, is_well = std::move(is_well)](std::stop_token stop) {
    while (!stop.stop_requested()) {
      if (is_well()) Send("WATCHDOG=1\n");
      base::SleepUnlessStopped(watchdog_ / 2, stop);
    }
  });
}

}  // namespace debut::runtime
