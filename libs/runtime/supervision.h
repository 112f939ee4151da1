#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "absl/time/time.h"

namespace debut::runtime {

// Tells systemd how this process is, by the datagrams of sd_notify(3) to $NOTIFY_SOCKET: units of
// Type=notify are ready when it says so, and with WatchdogSec= it has to say that it lives. Where
// nobody asked for it nothing happens. Not thread-safe; to be made after StopSignals.
class Supervision {
 public:
  // What the environment says.
  Supervision();
  ~Supervision();
  Supervision(const Supervision&) = delete;
  Supervision& operator=(const Supervision&) = delete;

  // `status`: one line, which `systemctl status` shows.
  void Ready(std::string_view status) const;
  // Twice in each interval of the watchdog asks whether the process is well, and passes it on.
  void Watch(std::function<bool()> is_well);
  void Stopping() const;

 private:
  void Send(std::string_view state) const;

  std::string socket_;         // Empty: nobody listens.
  absl::Duration watchdog_{};  // Zero: nobody watches.
  std::jthread thread_;
};

}  // namespace debut::runtime
