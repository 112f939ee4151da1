#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/debut/exit_codes.h"
#include "services/debut/session.h"

namespace debut::cli::testing {

// How a command line ended.
struct Ended {
  int exit_code = 0;
  std::string output;
  std::string errors;
};

// Runs `debut` in this process, with the verbs that `add` gives it, against a server.
inline Ended Run(void (*add)(CLI::App&, Session&), const std::string& server,
                 std::vector<std::string> arguments, const std::string& principal = "赵敏") {
  CLI::App app;
  Session session;
  session.AddOptions(app);
  add(app, session);
  arguments.insert(arguments.begin(), {"--server", server, "--as", principal});
  std::vector<std::string> backwards(arguments.rbegin(), arguments.rend());
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  Ended ended;
  try {
    app.parse(std::move(backwards));
    ended.exit_code = session.exit_code();
  } catch (const CLI::ParseError& error) {
    ended.exit_code = app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  ended.output = ::testing::internal::GetCapturedStdout();
  ended.errors = ::testing::internal::GetCapturedStderr();
  return ended;
}

}  // namespace debut::cli::testing
