#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "debut/config/v1/config.pb.h"
#include "services/debut/client.h"

namespace debut::cli {

// What every command shares: the options before the verb, the connection, the exit code.
class Session {
 public:
  // Adds --server, --as, --tls-…, --timeout and --json to the program.
  void AddOptions(CLI::App& app);

  // Connects on first use.
  const Client& client();
  bool json() const { return json_; }
  // The own one; empty without TLS.
  std::string certificate_file() const;

  // Adds a verb whose `run` is carried out when the command line names it. `examples` are shown by
  // its --help. The status that it returns decides the exit code, and is printed unless OK.
  CLI::App* AddVerb(CLI::App& parent, const std::string& name, const std::string& description,
                    const std::string& examples, std::function<absl::Status()> run);

  // For a run that ends well but found something: an import with refused lines.
  void SetExitCode(int code) { exit_code_ = code; }
  int exit_code() const { return exit_code_; }

 private:
  // The files of --tls-…; nothing: plain text.
  std::optional<config::v1::Tls> Tls() const;
  absl::Status Connect();

  std::vector<std::string> servers_ = {"127.0.0.1:7420"};
  std::string principal_;
  std::string tls_dir_;
  std::string tls_ca_;
  std::string tls_cert_;
  std::string tls_key_;
  std::string trace_parent_;
  double timeout_seconds_ = 30;
  bool json_ = false;
  int exit_code_ = 0;
  std::unique_ptr<Client> client_;
};

}  // namespace debut::cli
