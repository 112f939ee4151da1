#include "runtime/remote_log.h"

#include <fmt/format.h>
#include <grpcpp/security/credentials.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>

#include "base/status_macros.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "runtime/principal.h"
#include "runtime/text.h"
#include "runtime/tls.h"

namespace debut::runtime {
namespace {

constexpr auto kRetryInterval = std::chrono::milliseconds(100);

// Whether time may mend it: the log isn't there yet.
bool IsTemporary(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

absl::Status WaitUntilItAnswers(const eventstore::EventStore& store, const std::string& address,
                                const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  for (bool first = true; !stop.stop_requested(); first = false) {
    const absl::Status status = store.Head().status();
    if (status.ok()) return status;
    if (!IsTemporary(status)) return base::Annotate(status, fmt::format("the log at {}", address));
    if (first) {
      spdlog::warn("waiting for the log at {}: {}", address, std::string(status.message()));
    }
    wake.wait_for(lock, stop, kRetryInterval, [] { return false; });
  }
  return absl::CancelledError(fmt::format("stopped while waiting for the log at {}", address));
}

}  // namespace

OpenLog ConnectLogAs(std::string principal) {
  return
      [principal = std::move(principal)](const LogRequest& request) -> absl::StatusOr<OpenedLog> {
        eventstore_grpc::GrpcEventStoreOptions options;
        std::shared_ptr<grpc::ChannelCredentials> credentials;
        if (request.config.has_tls()) {
          credentials = MutualTls(request.config.tls(), request.clock).ChannelCredentials();
        } else {
          credentials = grpc::InsecureChannelCredentials();
          options.metadata = {{kPrincipalHeader, PercentEncode(principal)}};
        }
        const std::string& address = request.config.log_address();
        auto store = std::make_unique<eventstore_grpc::GrpcEventStore>(
            eventstore_grpc::ConnectEventLog(address, credentials), options);
        RETURN_IF_ERROR(WaitUntilItAnswers(*store, address, request.stop));
        return OpenedLog{.store = std::move(store), .raw_log = nullptr};
      };
}

Program ServiceProgram(const std::string& context, const std::string& summary, int port,
                       MakeService make) {
  const std::string name = "debut-" + context;
  Program program{.name = name,
                  .summary = summary,
                  .defaults = DefaultConfig(fmt::format("127.0.0.1:{}", port)),
                  .needs = {.log_address = true},
                  .open_log = ConnectLogAs(name),
                  .services = {std::move(make)}};
  program.defaults.set_log_address("127.0.0.1:7419");
  program.defaults.set_reflection(false);
  return program;
}

}  // namespace debut::runtime
