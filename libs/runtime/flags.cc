#include "runtime/flags.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "runtime/exit_codes.h"
#include "runtime/tls.h"

namespace debut::runtime {
namespace {

using Logging = config::v1::Logging;

std::string Footer(const std::string& name, ConfigNeeds needs) {
  const std::string example = needs.data_dir ? "--data-dir /var/lib/debut" : "--log 127.0.0.1:7419";
  return fmt::format(
      "Examples:\n"
      "  {0} {1}\n"
      "  {0} --config /etc/debut/{0}.conf --log-format json\n"
      "  {0} --config /etc/debut/{0}.conf --check-config\n"
      "\n"
      "A configuration is text proto (debut.config.v1.Config), and the flags win over it:\n"
      "  listen: \"127.0.0.1:7420\"\n"
      "  access {{\n"
      "    principals {{ name: \"wang.fang\" roles: \"grants.officer\" }}  # One for each person.\n"
      "    anonymous_roles: \"reader\"\n"
      "  }}\n"
      "and where others can reach it:\n"
      "  listen: \"10.0.0.5:7420\"\n"
      "  tls {{ certificate_file: \"/etc/debut/tls/cert.pem\" key_file: "
      "\"/etc/debut/tls/key.pem\"\n"
      "        ca_file: \"/etc/debut/tls/ca.pem\" crl_dir: \"/etc/debut/tls/crl\" }}\n"
      "\n"
      "Exit codes: {2} stopped by SIGTERM or SIGINT, {3} command line or configuration, {4} port "
      "taken,\n{5} ended by force, {6} internal error, {7} the log is damaged (don't restart),\n"
      "{8} the data directory is in use, {9} a write to the log failed (restart).",
      name, example, kExitOk, kExitUsage, kExitPortBusy, kExitForced, kExitInternal,
      kExitLogRefused, kExitLogInUse, kExitLogWriteFailed);
}

template <typename Enum>
void AddChoice(CLI::App& app, const std::string& flag, Enum& value, const std::string& description,
               const std::map<std::string, Enum>& choices) {
  app.add_option(flag, value, description)
      ->transform(CLI::CheckedTransformer(choices).description(""))
      ->type_name("");
}

}  // namespace

std::variant<Flags, int> ReadFlags(int argc, const char* const* argv, const std::string& name,
                                   const std::string& summary, const Config& defaults,
                                   ConfigNeeds needs) {
  Flags flags;
  std::string listen;
  std::string data_dir;
  std::string log_address;
  auto format = Logging::FORMAT_UNSPECIFIED;
  auto level = Logging::LEVEL_UNSPECIFIED;
  bool reflection = true;
  std::string tls_dir;
  std::string metrics;

  CLI::App app(summary, name);
  app.footer(Footer(name, needs));
  app.set_version_flag("--version", "debut " DEBUT_VERSION);
  app.add_option("--config", flags.config_file, "configuration file")->type_name("FILE");
  app.add_flag("--check-config", flags.check_only, "check the configuration, and exit");
  if (needs.data_dir) {
    app.add_option("--data-dir", data_dir, "where the data lives")->type_name("DIR");
  }
  if (needs.log_address) {
    app.add_option("--log", log_address, "where the event log is")->type_name("HOST:PORT");
  }
  app.add_option("--listen", listen,
                 fmt::format("where to serve ({}); port 0: any", defaults.listen()))
      ->type_name("HOST:PORT");
  app.add_option(
         "--port-file", flags.port_file,
         "receives the port once the server is ready; with --metrics, FILE.metrics that one")
      ->type_name("FILE");
  app.add_option("--metrics", metrics, "where to serve /metrics to Prometheus; port 0: any")
      ->type_name("HOST:PORT");
  app.add_option("--tls-dir", tls_dir,
                 "mutual TLS with the cert.pem, key.pem, ca.pem and crl/ of this directory, as\n"
                 "deploy/certs makes it; needed wherever others can reach the server")
      ->type_name("DIR");
  AddChoice(app, "--log-format", format, "text or json",
            {{"text", Logging::FORMAT_TEXT}, {"json", Logging::FORMAT_JSON}});
  AddChoice(app, "--log-level", level, "debug, info, warning or error",
            {{"debug", Logging::LEVEL_DEBUG},
             {"info", Logging::LEVEL_INFO},
             {"warning", Logging::LEVEL_WARNING},
             {"error", Logging::LEVEL_ERROR}});
  const auto* reflection_flag =
      app.add_flag("--reflection,!--no-reflection", reflection,
                   "describe the services to clients (on in debutd without TLS)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitOk : kExitUsage;
  }
  flags.overrides.set_listen(listen);
  flags.overrides.set_data_dir(data_dir);
  flags.overrides.set_log_address(log_address);
  if (format != Logging::FORMAT_UNSPECIFIED) flags.overrides.mutable_logging()->set_format(format);
  if (level != Logging::LEVEL_UNSPECIFIED) flags.overrides.mutable_logging()->set_level(level);
  if (!tls_dir.empty()) *flags.overrides.mutable_tls() = TlsOf(tls_dir);
  if (!metrics.empty()) flags.overrides.mutable_metrics()->set_listen(metrics);
  if (reflection_flag->count() > 0) flags.overrides.set_reflection(reflection);
  return flags;
}

}  // namespace debut::runtime
