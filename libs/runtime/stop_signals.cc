#include "runtime/stop_signals.h"

#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <limits>
#include <mutex>

#include "base/ensure.h"
#include "runtime/exit_codes.h"

namespace debut::runtime {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::int64_t SteadyNowMs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

[[noreturn]] void Force(const char* why) {
  spdlog::warn("ended by force: {}", why);
  spdlog::default_logger()->flush();
  std::_Exit(kExitForced);
}

}  // namespace

StopSignals::StopSignals() : force_at_ms_(kNever) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  ENSURE(pthread_sigmask(SIG_BLOCK, &signals, &before_) == 0, "signals can't be blocked");
  signals_fd_ = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
  wake_fd_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  ENSURE(signals_fd_ >= 0 && wake_fd_ >= 0, "no file descriptors left");
  thread_ = std::thread([this] { Listen(); });
}

StopSignals::~StopSignals() {
  ending_ = true;
  eventfd_write(wake_fd_, 1);
  thread_.join();
  close(signals_fd_);
  close(wake_fd_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void StopSignals::Wait() const {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait(lock, source_.get_token(), [] { return false; });
}

void StopSignals::ForceAfter(absl::Duration timeout) {
  force_at_ms_ = SteadyNowMs() + absl::ToInt64Milliseconds(timeout);
  eventfd_write(wake_fd_, 1);
}

void StopSignals::Listen() {
  while (!ending_) {
    const std::int64_t force_at_ms = force_at_ms_;
    const std::int64_t left_ms = std::max<std::int64_t>(force_at_ms - SteadyNowMs(), 0);
    pollfd fds[] = {{signals_fd_, POLLIN, 0}, {wake_fd_, POLLIN, 0}};
    poll(fds, 2,
         force_at_ms == kNever ? -1 : static_cast<int>(std::min<std::int64_t>(left_ms, 60'000)));
    eventfd_t ignored = 0;
    eventfd_read(wake_fd_, &ignored);
    signalfd_siginfo signal{};
    if (read(signals_fd_, &signal, sizeof(signal)) == sizeof(signal)) {
      if (source_.stop_requested()) Force("a second signal");
      spdlog::info("signal {}: stopping", signal.ssi_signo);
      source_.request_stop();
    }
    if (!ending_ && SteadyNowMs() >= force_at_ms_) Force("what is under way does not end");
  }
}

}  // namespace debut::runtime
