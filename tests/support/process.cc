#include "tests/support/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <future>
#include <mutex>
#include <sstream>
#include <thread>

#include "absl/time/clock.h"
#include "base/ensure.h"
#include "base/status_macros.h"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace debut::test {
namespace {

constexpr absl::Duration kPortPollInterval = absl::Milliseconds(2);
constexpr std::size_t kLogTailBytes = 4'000;
constexpr int kExecFailed = 127;

// Everything that the child needs, made before the fork: afterwards only async-signal-safe calls
// are allowed, since the test has other threads.
struct Launch {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  int log_fd = -1;
  pid_t parent = getpid();
};

[[noreturn]] void BecomeProgram(const Launch& launch) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != launch.parent) _exit(kExecFailed);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(launch.log_fd, STDOUT_FILENO);
  dup2(launch.log_fd, STDERR_FILENO);
  execve(launch.arguments[0], launch.arguments.data(), launch.environment.data());
  constexpr char kMessage[] = "the program can't be run\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, kMessage, sizeof(kMessage) - 1);
  _exit(kExecFailed);
}

// The kernel kills a child when the *thread* that forked it ends, so all are forked by one thread
// that lives as long as the test.
class Forker {
 public:
  static pid_t Fork(const Launch& launch) {
    static auto& forker = *new Forker();
    std::promise<pid_t> pid;
    {
      std::unique_lock lock(forker.mutex_);
      forker.changed_.wait(lock, [&] { return forker.launch_ == nullptr; });
      forker.launch_ = &launch;
      forker.pid_ = &pid;
    }
    forker.changed_.notify_all();
    return pid.get_future().get();
  }

 private:
  Forker() {
    std::thread([this] { Serve(); }).detach();
  }

  void Serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return launch_ != nullptr; });
      const pid_t pid = fork();
      if (pid == 0) BecomeProgram(*launch_);
      launch_ = nullptr;
      pid_->set_value(pid);
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  const Launch* launch_ = nullptr;
  std::promise<pid_t>* pid_ = nullptr;
};

std::vector<char*> PointersTo(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

struct Process::Exit {
  std::mutex mutex;
  std::optional<int> code;
};

Process::Process(const Options& options, pid_t pid, int pid_fd)
    : name_(options.name),
      log_file_(options.directory / (options.name + ".log")),
      pid_(pid),
      pid_fd_(pid_fd),
      exit_(std::make_unique<Exit>()) {}

absl::StatusOr<std::unique_ptr<Process>> Process::Run(const Options& options) {
  const std::string log_file = options.directory / (options.name + ".log");
  const int log_fd = open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log_fd < 0) {
    return absl::InternalError(fmt::format("{}: {}", log_file, std::strerror(errno)));
  }
  std::vector<std::string> arguments = {options.program};
  arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  std::vector<std::string> environment;
  for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
  environment.insert(environment.end(), options.environment.begin(), options.environment.end());
  const pid_t pid = Forker::Fork({.arguments = PointersTo(arguments),
                                  .environment = PointersTo(environment),
                                  .log_fd = log_fd});
  close(log_fd);
  if (pid < 0) return absl::InternalError("the process can't be forked");
  const auto pid_fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  ENSURE(pid_fd >= 0, "a child that was not reaped has a pidfd");
  return std::unique_ptr<Process>(new Process(options, pid, pid_fd));
}

absl::StatusOr<std::unique_ptr<Process>> Process::Start(const Options& options,
                                                        absl::Duration timeout) {
  const std::filesystem::path port_file = options.directory / (options.name + ".port");
  std::filesystem::remove(port_file);
  Options with_port = options;
  with_port.arguments.insert(with_port.arguments.end(),
                             {"--listen", options.listen, "--port-file", port_file});
  ASSIGN_OR_RETURN(std::unique_ptr<Process> process, Run(with_port));
  RETURN_IF_ERROR(process->WaitForPort(port_file, timeout));
  return process;
}

absl::Status Process::WaitForPort(const std::filesystem::path& port_file, absl::Duration timeout) {
  const absl::Time deadline = absl::Now() + timeout;
  while (absl::Now() < deadline) {
    std::string port;
    if (std::ifstream(port_file) >> port) {
      address_ = "127.0.0.1:" + port;
      return absl::OkStatus();
    }
    if (const auto code = WaitExit(kPortPollInterval); code.has_value()) {
      return absl::FailedPreconditionError(
          fmt::format("{} exited with {} instead of serving:\n{}", name_, *code, LogTail()));
    }
  }
  return absl::DeadlineExceededError(fmt::format("{} did not serve within {}:\n{}", name_,
                                                 absl::FormatDuration(timeout), LogTail()));
}

Process::~Process() {
  Kill9();
  WaitExit(absl::InfiniteDuration());
  close(pid_fd_);
}

void Process::Kill9() const { Signal(SIGKILL); }

void Process::Terminate() const { Signal(SIGTERM); }

void Process::Signal(int signal) const {
  // By the descriptor: after the process was reaped its number may be another's.
  syscall(SYS_pidfd_send_signal, pid_fd_, signal, nullptr, 0);
}

std::optional<int> Process::WaitExit(absl::Duration timeout) {
  const bool forever = timeout == absl::InfiniteDuration();
  pollfd ended = {pid_fd_, POLLIN, 0};
  int polled = 0;
  do {
    polled = poll(&ended, 1, forever ? -1 : static_cast<int>(absl::ToInt64Milliseconds(timeout)));
  } while (polled < 0 && errno == EINTR);
  if (polled == 0) return std::nullopt;
  const std::lock_guard lock(exit_->mutex);
  if (exit_->code.has_value()) return exit_->code;
  int status = 0;
  ENSURE(waitpid(pid_, &status, 0) == pid_, "nobody else reaps the children of a test");
  exit_->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return exit_->code;
}

std::string Process::Log() const {
  std::ostringstream text;
  text << std::ifstream(log_file_).rdbuf();
  return text.str();
}

std::string Process::LogTail() const {
  const std::string log = Log();
  return log.size() <= kLogTailBytes ? log : log.substr(log.size() - kLogTailBytes);
}

}  // namespace debut::test
