#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace debut::test {

// A server program that a test runs as a process of its own. It is killed and reaped at the latest
// by the destructor, and the kernel kills it when the test dies. Thread-safe.
//
//   auto server = Process::Start({.program = DEBUTD, .arguments = {"--data-dir", dir}, .directory =
//   dir}); ASSERT_TRUE(server.ok()) << server.status();       // With the end of the server's log.
//   ... (*server)->address() ...
//   (*server)->Kill9();                                // Or Terminate().
//   EXPECT_EQ((*server)->WaitExit(), 128 + SIGKILL);
class Process {
 public:
  struct Options {
    std::filesystem::path program;
    std::vector<std::string> arguments = {};
    // Exists, outlives the process. Receives <name>.log, which later runs continue, and
    // <name>.port.
    std::filesystem::path directory;
    std::string name = "server";                // Unique among the processes of `directory`.
    std::vector<std::string> environment = {};  // "NAME=value", on top of the test's own.
    std::string listen = "127.0.0.1:0";         // A free port; or that of a process before it.
  };

  // Runs the program ("--listen … --port-file …" are added to its arguments) and waits until it
  // serves.
  // FAILED_PRECONDITION: it has exited instead. DEADLINE_EXCEEDED: it does neither.
  static absl::StatusOr<std::unique_ptr<Process>> Start(const Options& options,
                                                        absl::Duration timeout = absl::Seconds(60));

  // Runs the program with these very arguments, and waits for nothing.
  static absl::StatusOr<std::unique_ptr<Process>> Run(const Options& options);

  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // "127.0.0.1:43210". Requires Start().
  const std::string& address() const { return address_; }
  pid_t pid() const { return pid_; }

  // To a process that has ended they do nothing.
  void Kill9() const;
  void Terminate() const;
  void Signal(int signal) const;

  // The exit code, or 128 + the number of the signal that ended it; may be asked again.
  // Nothing if it still runs after `timeout`: a test must not hang on it.
  std::optional<int> WaitExit(absl::Duration timeout = absl::Seconds(60));
  bool Running() { return !WaitExit(absl::ZeroDuration()).has_value(); }

  // What all runs of this name have written to standard output and error so far; the end of it.
  std::string Log() const;
  std::string LogTail() const;

 private:
  Process(const Options& options, pid_t pid, int pid_fd);
  absl::Status WaitForPort(const std::filesystem::path& port_file, absl::Duration timeout);

  std::string name_;
  std::filesystem::path log_file_;
  pid_t pid_;
  int pid_fd_;  // Readable once the process has ended.
  std::string address_;
  struct Exit;
  std::unique_ptr<Exit> exit_;
};

}  // namespace debut::test
