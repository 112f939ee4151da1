#pragma once

#include <atomic>
#include <csignal>
#include <cstdint>
#include <stop_token>
#include <thread>

#include "absl/time/time.h"

namespace debut::runtime {

// Turns SIGTERM and SIGINT into a request to stop. A second signal ends the process at once with
// kExitForced. To be made in main() before any other thread is: threads inherit its signal mask, so
// that the signals come to a thread of its own and never into a handler. One at a time in a
// process.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  std::stop_token token() const { return source_.get_token(); }

  // Blocks until the first signal, or RequestStop().
  void Wait() const;
  void RequestStop() { source_.request_stop(); }

  // From now on the process has `timeout` to end, then it is ended with kExitForced.
  void ForceAfter(absl::Duration timeout);

 private:
  void Listen();

  sigset_t before_{};
  int signals_fd_;
  int wake_fd_;
  std::stop_source source_;
  std::atomic<std::int64_t> force_at_ms_;  // On the steady clock.
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace debut::runtime
