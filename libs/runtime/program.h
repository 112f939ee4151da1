#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/clock.h"
#include "eventstore/event_store.h"
#include "eventstore/raw_log.h"
#include "runtime/config.h"
#include "runtime/reception.h"
#include "runtime/service_host.h"
#include "sealing/sealer.h"
#include "sealing/vault.h"

namespace debut::decision {
class Decider;
}

namespace debut::runtime {

// What a context may use to make its service. Everything outlives the service.
struct ServiceContext {
  eventstore::EventStore& store;
  eventstore::RawLog* raw_log;  // The log itself, where this process has it; else null.
  sealing::Sealer& sealer;      // Takes personal data out of what becomes a fact.
  sealing::Vault* vault;        // `sealer` itself, where this process has it; else null.
  decision::Decider& decider;
  const Reception& reception;
  const base::Clock& clock;
  const Config& config;
};

// `MakeRegistryService(context)`: one such function for each context.
using MakeService = std::function<absl::StatusOr<HostedService>(const ServiceContext&)>;

class Metrics;

// How a program comes to its log.
struct LogRequest {
  const Config& config;
  const base::Clock& clock;
  // For the log to call when a write has failed: ends the process with kExitLogWriteFailed.
  std::function<void(const absl::Status&)> on_fatal;
  std::stop_token stop;  // Give up with CANCELLED.
  // Outlives the log; null: nobody watches.
  Metrics* metrics = nullptr;
};
struct OpenedLog {
  std::unique_ptr<eventstore::EventStore> store;
  eventstore::RawLog* raw_log = nullptr;  // `store` itself, if it is one.
  std::unique_ptr<sealing::Sealer> sealer;
  sealing::Vault* vault = nullptr;  // `sealer` itself, if it is one.
  Measure measure = nullptr;        // Of `store`. May be empty.
};
// DATA_LOSS, FAILED_PRECONDITION: damaged, or not what this version can read (kExitLogRefused).
// ALREADY_EXISTS: open in another process (kExitLogInUse). CANCELLED: `stop` came first (kExitOk).
using OpenLog = std::function<absl::StatusOr<OpenedLog>(const LogRequest&)>;

// A server program: everything that tells one from another.
struct Program {
  std::string name;
  std::string summary;  // For --help.
  Config defaults;
  ConfigNeeds needs;
  OpenLog open_log;
  std::vector<MakeService> services;
};

// Everything between main() and the services: reads the command line and the configuration, opens
// the log, starts the services, says so (--port-file, the health service), waits for SIGTERM or
// SIGINT, and then stops servers before what they depend on. Returns a code of exit_codes.h. To be
// called by main(), before there are other threads.
int RunProgram(int argc, const char* const* argv, const Program& program);

// What a program starts from: this address, reflection, and the access of one machine that only
// trusted people log in to (see config.proto).
Config DefaultConfig(const std::string& listen);

}  // namespace debut::runtime
