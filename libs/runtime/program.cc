#include "runtime/program.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>

#include "base/status_macros.h"
#include "decision/decider.h"
#include "runtime/exit_codes.h"
#include "runtime/flags.h"
#include "runtime/limits.h"
#include "runtime/logging.h"
#include "runtime/metrics.h"
#include "runtime/process_measurements.h"
#include "runtime/rpc_metrics.h"
#include "runtime/stop_signals.h"
#include "runtime/supervision.h"
#include "runtime/tls.h"

namespace debut::runtime {
namespace {

// Why a program can't go on, and the code it ends with.
struct Failure {
  int exit_code = kExitInternal;
  absl::Status status;
};

int ExitWith(const Failure& failure) {
  if (failure.exit_code == kExitOk) return kExitOk;
  spdlog::error("{}", std::string(failure.status.message()));
  spdlog::default_logger()->flush();
  return failure.exit_code;
}

[[noreturn]] void ExitAfterFailedWrite(const absl::Status& status) {
  spdlog::critical("the log can't be written any more, so this process ends: {}",
                   std::string(status.message()));
  spdlog::default_logger()->flush();
  std::_Exit(kExitLogWriteFailed);
}

int ExitCodeOfOpening(const absl::Status& status) {
  if (absl::IsDataLoss(status) || absl::IsFailedPrecondition(status)) return kExitLogRefused;
  if (absl::IsAlreadyExists(status)) return kExitLogInUse;
  return absl::IsCancelled(status) ? kExitOk : kExitInternal;
}

int ExitCodeOfServing(const absl::Status& status) {
  if (absl::IsAlreadyExists(status)) return kExitPortBusy;
  if (absl::IsDataLoss(status)) return kExitLogRefused;
  return absl::IsInvalidArgument(status) ? kExitUsage : kExitInternal;
}

// Renamed into place, so that who waits for the file never reads half of it; removed at the end.
class PortFile {
 public:
  explicit PortFile(std::string path) : path_(std::move(path)) { Remove(); }
  ~PortFile() { Remove(); }

  // `metrics_port` zero: there is none.
  absl::Status Write(int port, int metrics_port) const {
    if (path_.empty()) return absl::OkStatus();
    if (metrics_port > 0) RETURN_IF_ERROR(Write(MetricsPath(), metrics_port));
    return Write(path_, port);
  }

 private:
  static absl::Status Write(const std::string& path, int port) {
    const std::string draft = path + ".new";
    errno = 0;
    std::ofstream file(draft);
    file << port << '\n';
    file.close();
    std::error_code error(file ? 0 : errno, std::generic_category());
    if (file) std::filesystem::rename(draft, path, error);
    if (file && !error) return absl::OkStatus();
    const std::string text =
        fmt::format("--port-file {} can't be written: {}", path, error.message());
    // A full or failing disk is no fault of the command line: the next start may find it well.
    const bool passes = error == std::errc::no_space_on_device || error == std::errc::io_error;
    return passes ? absl::UnavailableError(text) : absl::InvalidArgumentError(text);
  }

  void Remove() const {
    if (path_.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
    std::filesystem::remove(MetricsPath(), ignored);
  }
  std::string MetricsPath() const { return path_ + ".metrics"; }

  std::string path_;
};

std::unique_ptr<const PrincipalResolver> MakePrincipals(const MutualTls* tls) {
  if (tls == nullptr) return std::make_unique<const HeaderPrincipal>();
  return std::make_unique<const CertifiedPrincipal>(tls->peers());
}

// What the services of a program stand on, in the order in which it may be made; gone in the
// reverse.
class Foundation {
 public:
  // `tls` may be null: plain text. `metrics` may be null: nobody watches.
  Foundation(const Config& config, const MutualTls* tls, Metrics* metrics, OpenedLog log)
      : config_(config),
        log_(std::move(log)),
        principals_(MakePrincipals(tls)),
        access_(AccessOf(config)),
        rpc_log_(config.logging()) {
    if (metrics != nullptr) rpc_metrics_.emplace(metrics->registry(), rpc_log_);
    RpcObserver& observer = rpc_metrics_ ? static_cast<RpcObserver&>(*rpc_metrics_) : rpc_log_;
    reception_.emplace(*principals_, access_, observer, base::SystemClock());
  }

  absl::StatusOr<std::vector<HostedService>> Make(const std::vector<MakeService>& services) {
    const ServiceContext context{.store = *log_.store,
                                 .raw_log = log_.raw_log,
                                 .sealer = *log_.sealer,
                                 .vault = log_.vault,
                                 .decider = decider_,
                                 .reception = *reception_,
                                 .clock = base::SystemClock(),
                                 .config = config_};
    std::vector<HostedService> hosted;
    for (const MakeService& make : services) {
      ASSIGN_OR_RETURN(HostedService service, make(context));
      hosted.push_back(std::move(service));
    }
    return hosted;
  }

 private:
  const Config& config_;
  OpenedLog log_;
  decision::Decider decider_{*log_.store, base::SystemClock()};
  std::unique_ptr<const PrincipalResolver> principals_;
  Access access_;
  RpcLog rpc_log_;
  std::optional<RpcMetrics> rpc_metrics_;
  std::optional<Reception> reception_;
};

absl::Duration DrainTimeoutOf(const Config& config) {
  return config.drain().timeout_ms() == 0 ? kDrainTimeout
                                          : absl::Milliseconds(config.drain().timeout_ms());
}

// Everything that the process can tell of itself.
std::vector<Measure> MeasuresOf(const Config& config, const OpenedLog& log) {
  std::vector<Measure> measures = {ProcessMeasure(config, base::SystemClock())};
  if (log.measure != nullptr) measures.push_back(log.measure);
  return measures;
}

// Null if nobody is to watch.
absl::StatusOr<std::unique_ptr<MetricsServer>> ServeMetrics(const Config& config, Metrics* metrics,
                                                            std::vector<Measure> measures) {
  if (metrics == nullptr) return nullptr;
  return MetricsServer::Start(config.metrics().listen(), *metrics, std::move(measures));
}

// Serves until asked to stop.
int Serve(const Program& program, const Config& config, const PortFile& port_file,
          StopSignals& signals) {
  std::optional<MutualTls> tls;
  if (config.has_tls()) tls.emplace(config.tls(), base::SystemClock());
  const auto metrics = config.has_metrics() ? std::make_unique<Metrics>() : nullptr;
  absl::StatusOr<OpenedLog> log = program.open_log({.config = config,
                                                    .clock = base::SystemClock(),
                                                    .on_fatal = ExitAfterFailedWrite,
                                                    .stop = signals.token(),
                                                    .metrics = metrics.get()});
  if (!log.ok()) return ExitWith({ExitCodeOfOpening(log.status()), log.status()});
  const eventstore::RawLog* const raw_log = log->raw_log;
  std::vector<Measure> measures = MeasuresOf(config, *log);
  Foundation foundation(config, tls.has_value() ? &*tls : nullptr, metrics.get(), *std::move(log));
  absl::StatusOr<std::vector<HostedService>> services = foundation.Make(program.services);
  if (!services.ok()) return ExitWith({kExitInternal, services.status()});
  for (const HostedService& service : *services) {
    if (service.measure != nullptr) measures.push_back(service.measure);
  }

  const auto host =
      ServiceHost::Start({.listen = config.listen(),
                          .reflection = config.reflection(),
                          .credentials = tls.has_value() ? tls->ServerCredentials() : nullptr},
                         *std::move(services));
  if (!host.ok()) return ExitWith({ExitCodeOfServing(host.status()), host.status()});
  const auto watched = ServeMetrics(config, metrics.get(), std::move(measures));
  if (!watched.ok()) return ExitWith({ExitCodeOfServing(watched.status()), watched.status()});
  const int metrics_port = *watched == nullptr ? 0 : (*watched)->port();
  if (const absl::Status status = port_file.Write((*host)->port(), metrics_port); !status.ok()) {
    return ExitWith({ExitCodeOfServing(status), status});
  }
  const std::string name = ParseEndpoint(config.listen())->host;
  spdlog::info("{} {} serves on {}:{}, {}", program.name, DEBUT_VERSION, name, (*host)->port(),
               tls.has_value() ? "mutual TLS" : "plain text");

  Supervision supervision;
  supervision.Ready(fmt::format("serves on {}:{}", name, (*host)->port()));
  // A log elsewhere is another process's health.
  supervision.Watch([raw_log] { return raw_log == nullptr || raw_log->Head().ok(); });
  signals.Wait();
  supervision.Stopping();
  const absl::Duration timeout = DrainTimeoutOf(config);
  signals.ForceAfter(timeout + kForceGrace);
  (*host)->Drain(timeout);
  spdlog::info("{} has stopped", program.name);
  return kExitOk;
}

}  // namespace

Config DefaultConfig(const std::string& listen) {
  Config config;
  config.set_listen(listen);
  config.set_reflection(true);
  auto& access = *config.mutable_access();
  access.add_any_principal_roles(std::string(kEveryRole));
  access.add_anonymous_roles("reader");
  access.add_anonymous_roles("log.reader");
  return config;
}

int RunProgram(int argc, const char* const* argv, const Program& program) {
  // A reader of our log that goes away must not take the server with it.
  std::signal(SIGPIPE, SIG_IGN);
  const auto read =
      ReadFlags(argc, argv, program.name, program.summary, program.defaults, program.needs);
  if (const int* exit_code = std::get_if<int>(&read)) return *exit_code;
  const Flags& flags = std::get<Flags>(read);
  absl::StatusOr<Config> config =
      LoadConfig(flags.config_file, program.defaults, flags.overrides, program.needs);
  if (config.ok() && config->has_tls()) {
    const absl::Status files = CheckTlsFiles(config->tls(), base::SystemClock());
    if (!files.ok()) config = files;
  }
  if (!config.ok()) {
    fmt::print(stderr, "{}: {}\n", program.name, std::string(config.status().message()));
    return kExitUsage;
  }
  if (flags.check_only) {
    fmt::print("{}: the configuration is good\n", program.name);
    return kExitOk;
  }
  // Before any thread: replacing the default logger is not synchronised with its use.
  SetUpLogging(config->logging());
  StopSignals signals;
  const PortFile port_file(flags.port_file);
  return Serve(program, *config, port_file, signals);
}

}  // namespace debut::runtime
