#include "runtime/remote_log.h"

#include <fmt/format.h>
#include <grpcpp/security/credentials.h>
#include <spdlog/spdlog.h>

#include "base/sleep.h"
#include "base/status_macros.h"
#include "debut/privacy/v1/privacy_service.grpc.pb.h"
#include "eventstore_grpc/channel.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_grpc/status_mapping.h"
#include "runtime/principal.h"
#include "runtime/text.h"
#include "runtime/tls.h"

namespace debut::runtime {
namespace {

constexpr absl::Duration kRetryInterval = absl::Milliseconds(100);
constexpr auto kSealTimeout = std::chrono::seconds(10);

// Whether time may mend it: the log isn't there yet.
bool IsTemporary(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

absl::Status WaitUntilItAnswers(const eventstore::EventStore& store, const std::string& address,
                                const std::stop_token& stop) {
  for (bool first = true; !stop.stop_requested(); first = false) {
    const absl::Status status = store.Head().status();
    if (status.ok()) return status;
    if (!IsTemporary(status)) return base::Annotate(status, fmt::format("the log at {}", address));
    if (first) {
      spdlog::warn("waiting for the log at {}: {}", address, std::string(status.message()));
    }
    base::SleepUnlessStopped(kRetryInterval, stop);
  }
  return absl::CancelledError(fmt::format("stopped while waiting for the log at {}", address));
}

// Asks the process that has the log, which has the keys, too.
class RemoteSealer final : public sealing::Sealer {
 public:
  // `principal` empty: the channel's certificate says who asks.
  RemoteSealer(const std::shared_ptr<grpc::Channel>& channel, std::string principal)
      : stub_(privacy::v1::PrivacyService::NewStub(channel)), principal_(std::move(principal)) {}

  absl::StatusOr<sealing::SealedValue> Seal(std::string_view field, const std::string& subject,
                                            std::string_view text) override {
    privacy::v1::SealTextRequest request;
    request.set_field(std::string(field));
    request.set_subject(subject);
    request.set_text(std::string(text));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kSealTimeout);
    if (!principal_.empty()) SetPrincipal(context, principal_);
    privacy::v1::SealTextResponse response;
    RETURN_IF_ERROR(eventstore_grpc::AnswerOf(stub_->SealText(&context, request, &response)));
    return sealing::ValueOf(response.sealed());
  }

 private:
  const std::unique_ptr<privacy::v1::PrivacyService::Stub> stub_;
  const std::string principal_;
};

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
        const auto channel = eventstore_grpc::ConnectEventLog(address, credentials);
        auto store = std::make_unique<eventstore_grpc::GrpcEventStore>(channel, options);
        RETURN_IF_ERROR(WaitUntilItAnswers(*store, address, request.stop));
        return OpenedLog{.store = std::move(store),
                         .raw_log = nullptr,
                         .sealer = std::make_unique<RemoteSealer>(
                             channel, request.config.has_tls() ? "" : principal),
                         .vault = nullptr};
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
