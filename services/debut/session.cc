#include "services/debut/session.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/status_macros.h"
#include "runtime/tls.h"
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
  app.add_option("--tls-dir", tls_dir_,
                 "mutual TLS with the cert.pem, key.pem, ca.pem and crl/ of this directory, as\n"
                 "deploy/certs makes it; who acts is then who the certificate names")
      ->envname("DEBUT_TLS_DIR");
  app.add_option("--tls-ca", tls_ca_, "the authority's certificate, instead of the directory's")
      ->envname("DEBUT_TLS_CA");
  app.add_option("--tls-cert", tls_cert_, "the own certificate, instead of the directory's")
      ->envname("DEBUT_TLS_CERT");
  app.add_option("--tls-key", tls_key_, "its private key, instead of the directory's")
      ->envname("DEBUT_TLS_KEY");
  app.add_option("--timeout", timeout_seconds_, "seconds to wait for an answer")
      ->check(CLI::Range(0.001, 3600.0))
      ->capture_default_str();
  app.add_option("--traceparent", trace_parent_,
                 "W3C trace context of the caller, recorded with what is recorded")
      ->envname("TRACEPARENT");
  app.add_flag("--json", json_, "JSON on standard output instead of tables");
}

std::optional<config::v1::Tls> Session::Tls() const {
  if (tls_dir_.empty() && tls_ca_.empty() && tls_cert_.empty() && tls_key_.empty()) return {};
  config::v1::Tls tls;
  if (!tls_dir_.empty()) tls = runtime::TlsOf(tls_dir_);
  if (!std::filesystem::is_directory(tls.crl_dir())) tls.clear_crl_dir();
  if (!tls_ca_.empty()) tls.set_ca_file(tls_ca_);
  if (!tls_cert_.empty()) tls.set_certificate_file(tls_cert_);
  if (!tls_key_.empty()) tls.set_key_file(tls_key_);
  return tls;
}

std::string Session::certificate_file() const {
  const auto tls = Tls();
  return tls ? tls->certificate_file() : "";
}

absl::Status Session::Connect() {
  ASSIGN_OR_RETURN(const auto servers, ReadServers(servers_));
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  if (const auto tls = Tls()) {
    RETURN_IF_ERROR(runtime::CheckTlsFiles(*tls, base::SystemClock()));
    credentials = runtime::MutualTls(*tls, base::SystemClock()).ChannelCredentials();
    if (principal_.empty()) {
      ASSIGN_OR_RETURN(principal_, runtime::NameInCertificate(tls->certificate_file()));
    }
  } else if (principal_.empty()) {
    const char* user = std::getenv("USER");
    principal_ = user != nullptr ? user : "";
  }
  client_ = std::make_unique<Client>(servers, principal_, absl::Seconds(timeout_seconds_),
                                     credentials, trace_parent_);
  return absl::OkStatus();
}

const Client& Session::client() {
  if (client_ == nullptr) {
    const absl::Status connected = Connect();
    if (!connected.ok()) throw CLI::ValidationError(std::string(connected.message()));
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
