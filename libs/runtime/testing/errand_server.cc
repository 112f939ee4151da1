// A server program to start, stop and break in the tests of RunProgram: errands over a log in
// memory.
// --data-dir chooses how the log opens: "damaged", "newer", "in_use", "never", or anything else.
#include <grpcpp/grpcpp.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "errand_service.grpc.pb.h"
#include "eventstore/in_memory_event_store.h"
#include "runtime/program.h"

namespace debut::runtime {
namespace {

namespace v1 = testing::v1;

std::function<void(const absl::Status&)> on_fatal;

// Says when it is closed.
class LogInMemory final : public eventstore::EventStore {
 public:
  ~LogInMemory() override { spdlog::info("the log is closed"); }
  absl::StatusOr<eventstore::AppendResult> Append(
      std::vector<eventstore::Event> events,
      std::optional<eventstore::AppendCondition> condition) override {
    return log_.Append(std::move(events), std::move(condition));
  }
  absl::StatusOr<eventstore::Position> Read(const eventstore::Query& query,
                                            const eventstore::ReadOptions& options,
                                            Visitor visit) const override {
    return log_.Read(query, options, visit);
  }
  absl::StatusOr<eventstore::Position> Head() const override { return log_.Head(); }
  absl::Status Subscribe(const eventstore::Query& query,
                         const eventstore::SubscribeOptions& options, std::stop_token stop,
                         Subscriber subscriber) const override {
    return log_.Subscribe(query, options, std::move(stop), subscriber);
  }

 private:
  eventstore::InMemoryEventStore log_;
};

absl::StatusOr<OpenedLog> OpenLogInMemory(const LogRequest& request) {
  on_fatal = request.on_fatal;
  const std::string& how = request.config.data_dir();
  if (how == "damaged") return absl::DataLossError("event 7 is damaged");
  if (how == "newer") return absl::FailedPreconditionError("written by a newer version");
  if (how == "in_use") return absl::AlreadyExistsError("already open by another process");
  if (how == "broken") return absl::UnavailableError("the disk doesn't answer");
  if (how == "never") {
    spdlog::info("waiting for the log");
    while (!request.stop.stop_requested())
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return absl::CancelledError("stopped");
  }
  return OpenedLog{.store = std::make_unique<LogInMemory>(),
                   .raw_log = nullptr,
                   .sealer = std::make_unique<sealing::Vault>("")};
}

class Worker final : public Background {
 public:
  ~Worker() override { spdlog::info("the background is gone"); }
  absl::Status Start() override {
    spdlog::info("the background starts");
    return absl::OkStatus();
  }
  void Stop() override { spdlog::info("the background stops"); }
};

class Errands final : public v1::ErrandService::Service {
 public:
  explicit Errands(const Reception& reception) : reception_(reception) {}

  // The errand's name says what happens; its notes name the files through which a test follows.
  grpc::Status RunErrand(grpc::ServerContext* context, const v1::RunErrandRequest* request,
                         v1::RunErrandResponse* response) override {
    return reception_.Serve(context, request, response, [&](const Caller&) -> absl::Status {
      if (request->name() == "fail_write") on_fatal(absl::UnavailableError("no space left"));
      if (request->name() != "wait") return absl::OkStatus();
      std::ofstream(request->notes().at("began")) << "yes";
      const bool stubborn = request->notes().contains("stubborn");
      while (!std::filesystem::exists(request->notes().at("until"))) {
        if (context->IsCancelled() && !stubborn) return absl::CancelledError("cancelled");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      return absl::OkStatus();
    });
  }

  grpc::Status WatchErrands(grpc::ServerContext* context, const v1::WatchErrandsRequest* request,
                            grpc::ServerWriter<v1::WatchErrandsResponse>* writer) override {
    return reception_.Serve(context, request, writer, [&](const Caller&) -> absl::Status {
      writer->Write({});
      while (!ending_ && !context->IsCancelled()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      return absl::UnavailableError("the server stops");
    });
  }

  void EndStreams() { ending_ = true; }

 private:
  const Reception& reception_;
  std::atomic<bool> ending_{false};
};

absl::StatusOr<HostedService> MakeErrands(const ServiceContext& context) {
  auto errands = std::make_unique<Errands>(context.reception);
  Errands* const raw = errands.get();
  return HostedService{.name = v1::ErrandService::service_full_name(),
                       .background = std::make_unique<Worker>(),
                       .service = std::move(errands),
                       .end_streams = [raw] { raw->EndStreams(); }};
}

}  // namespace
}  // namespace debut::runtime

int main(int argc, char** argv) {
  using namespace debut::runtime;
  Program program{.name = "errand_server",
                  .summary = "Runs errands.",
                  .defaults = DefaultConfig("127.0.0.1:0"),
                  .needs = {.data_dir = true},
                  .open_log = OpenLogInMemory,
                  .services = {MakeErrands}};
  program.defaults.mutable_access()->add_anonymous_roles("errand.reader");
  return RunProgram(argc, argv, program);
}
