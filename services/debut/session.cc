#include "services/debut/session.h"

#include <unistd.h>

#include <cstdlib>

#include "services/debut/output.h"

namespace debut::cli {

void Session::AddOptions(CLI::App& app) {
  app.add_option("--server", servers_,
                 "address of debutd; or, for each service, its context: grants=127.0.0.1:7425")
      ->envname("DEBUT_SERVER")
      ->delimiter(',')
      ->capture_default_str()
      ->check([](const std::string& server) {
        return server.find(':') == std::string::npos ? server + " is not HOST:PORT" : "";
      });
  app.add_option("--as", principal_, "who acts: the principal that the log records")
      ->envname("DEBUT_PRINCIPAL");
  app.add_option("--timeout", timeout_seconds_, "seconds to wait for an answer")
      ->check(CLI::Range(0.001, 3600.0))
      ->capture_default_str();
  app.add_flag("--json", json_, "JSON on standard output instead of tables");
}

const Client& Session::client() {
  if (client_ == nullptr) {
    if (principal_.empty()) {
      const char* user = std::getenv("USER");
      principal_ = user != nullptr ? user : "";
    }
    const auto servers = ReadServers(servers_);
    if (!servers.ok()) throw CLI::ValidationError(std::string(servers.status().message()));
    client_ = std::make_unique<Client>(*servers, principal_, absl::Seconds(timeout_seconds_));
  }
  return *client_;
}

CLI::App* Session::AddVerb(CLI::App& parent, const std::string& name,
                           const std::string& description, const std::string& examples,
                           std::function<absl::Status()> run) {
  CLI::App* verb = parent.add_subcommand(name, description);
  verb->footer("Examples:\n" + examples);
  verb->fallthrough();  // `debut caps --json` as well as `debut --json caps`.
  verb->callback([this, run = std::move(run)] {
    const absl::Status status = run();
    if (status.ok()) return;
    PrintError(status, json_);
    exit_code_ = ExitCodeOf(status);
  });
  return verb;
}

}  // namespace debut::cli
