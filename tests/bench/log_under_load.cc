#include "tests/bench/log_under_load.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/ensure.h"
#include "runtime/access.h"
#include "runtime/principal.h"
#include "runtime/reception.h"
#include "runtime/testing/silent_observer.h"
#include "services/eventlog/event_log_service.h"

namespace debut::bench {
namespace {

namespace v1 = eventlog::v1;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPayloadBytes = 256;
constexpr int kClientsPerChannel = 16;
constexpr char kPrincipal[] = "bench";

double MicrosecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

struct Usage {
  double processor_us = 0;
  double switches = 0;
};
Usage UsageSoFar() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto us = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return {us(usage.ru_utime) + us(usage.ru_stime),
          static_cast<double>(usage.ru_nvcsw + usage.ru_nivcsw)};
}

// Answers at once.
class EmptyService final : public v1::EventLogService::CallbackService {
  grpc::ServerUnaryReactor* Append(grpc::CallbackServerContext* context, const v1::AppendRequest*,
                                   v1::AppendResponse* response) override {
    response->set_first_position(1);
    response->set_last_position(1);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

std::unique_ptr<grpc::Server> Serve(grpc::Service& service, std::string& address) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  auto server = builder.BuildAndStart();
  address = fmt::format("127.0.0.1:{}", port);
  return server;
}

// One client: sends the next request when the last one is answered.
class Chain {
 public:
  Chain(v1::EventLogService::Stub& stub, int events, Clock::time_point end)
      : stub_(stub), events_(events), end_(end) {}

  void Begin() { Next(); }
  void Wait() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return finished_; });
  }
  std::vector<double>& latencies() { return latencies_; }

 private:
  void Next() {
    request_ = NextAppend(events_);
    context_ = std::make_unique<grpc::ClientContext>();
    runtime::SetPrincipal(*context_, kPrincipal);
    sent_ = Clock::now();
    stub_.async()->Append(context_.get(), &request_, &response_,
                          [this](const grpc::Status& status) {
                            ENSURE(status.ok(), status.error_message());
                            latencies_.push_back(MicrosecondsSince(sent_));
                            if (Clock::now() < end_) return Next();
                            const std::lock_guard lock(mutex_);
                            finished_ = true;
                            done_.notify_all();
                          });
  }

  v1::EventLogService::Stub& stub_;
  const int events_;
  const Clock::time_point end_;
  v1::AppendRequest request_;
  v1::AppendResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  Clock::time_point sent_;
  std::vector<double> latencies_;
  std::mutex mutex_;
  std::condition_variable done_;
  bool finished_ = false;
};

}  // namespace

struct LogUnderLoad::Parts {
  std::unique_ptr<eventstore_rocksdb::RocksDbEventStore> store;
  runtime::HeaderPrincipal principals;
  runtime::Access access{
      {.roles_of = {}, .any_principal = {"log.writer", "log.reader"}, .anonymous = {}}};
  runtime::testing::SilentObserver observer;
  runtime::Reception reception{principals, access, observer, base::SystemClock()};
  runtime::HostedService service;
  EmptyService empty;
  std::unique_ptr<grpc::Server> log_server;
  std::unique_ptr<grpc::Server> empty_server;
};

LogUnderLoad::LogUnderLoad(const std::filesystem::path& directory, bool anchor_lags)
    : parts_(std::make_unique<Parts>()) {
  eventstore_rocksdb::Options options;
  options.directory = directory.string();
  if (anchor_lags) options.anchor_mode = eventstore_rocksdb::AnchorMode::kWithinOneSecond;
  auto store = eventstore_rocksdb::RocksDbEventStore::Open(std::move(options));
  ENSURE(store.ok(), store.status().ToString());
  parts_->store = *std::move(store);
  parts_->service = eventlog::MakeEventLogService(*parts_->store, parts_->reception);
  if (parts_->service.background != nullptr)
    ENSURE(parts_->service.background->Start().ok(), "the service starts");
  parts_->log_server = Serve(*parts_->service.service, log_address_);
  parts_->empty_server = Serve(parts_->empty, empty_address_);
}

LogUnderLoad::~LogUnderLoad() {
  parts_->empty_server->Shutdown();
  if (parts_->service.end_streams) parts_->service.end_streams();
  parts_->log_server->Shutdown();
  parts_->log_server->Wait();
  if (parts_->service.background != nullptr) parts_->service.background->Stop();
  parts_->log_server.reset();
  parts_->service.service.reset();
}

eventstore::EventStore& LogUnderLoad::store() { return *parts_->store; }

std::vector<eventstore::Event> NextEvents(int events) {
  static std::atomic<std::uint64_t> next = 0;
  static const std::string payload(kPayloadBytes, 'p');
  std::vector<eventstore::Event> made;
  for (int i = 0; i < events; ++i) {
    const std::uint64_t id = ++next;
    eventstore::Event& event = made.emplace_back();
    event.type = "debut.bench.v1.AwardProposed";
    event.tags = {fmt::format("budget:{}", id), fmt::format("cap:{}", id),
                  fmt::format("claim:{}", id)};
    event.payload = payload;
  }
  return made;
}

v1::AppendRequest NextAppend(int events) {
  v1::AppendRequest request;
  auto& item = *request.mutable_condition()->mutable_fail_if_matches()->add_items();
  for (eventstore::Event& event : NextEvents(events)) {
    v1::Event& sent = *request.add_events();
    if (item.tags_size() == 0) {
      item.add_tags(event.tags[0]);
      item.add_tags(event.tags[1]);
    }
    sent.set_type(std::move(event.type));
    for (std::string& tag : event.tags) sent.add_tags(std::move(tag));
    sent.set_schema(1);
    sent.set_payload(std::move(event.payload));
  }
  return request;
}

Rate Drive(const std::string& address, const Workload& workload) {
  std::vector<std::unique_ptr<v1::EventLogService::Stub>> stubs;
  for (int i = 0; i < (workload.clients + kClientsPerChannel - 1) / kClientsPerChannel; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    stubs.push_back(v1::EventLogService::NewStub(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments)));
  }
  const Usage before = UsageSoFar();
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(
                               std::chrono::duration<double>(workload.seconds));
  std::vector<std::unique_ptr<Chain>> chains;
  for (int c = 0; c < workload.clients; ++c) {
    auto& stub = *stubs[static_cast<std::size_t>(c) % stubs.size()];
    chains.push_back(std::make_unique<Chain>(stub, workload.events_per_append, end));
  }
  for (const auto& chain : chains) chain->Begin();
  for (const auto& chain : chains) chain->Wait();
  const double seconds = MicrosecondsSince(start) / 1e6;
  const Usage after = UsageSoFar();
  std::vector<double> latencies;
  for (const auto& chain : chains)
    latencies.insert(latencies.end(), chain->latencies().begin(), chain->latencies().end());
  const auto middle = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() / 2);
  std::ranges::nth_element(latencies, middle);
  const auto requests = static_cast<double>(latencies.size());
  return {requests / seconds, *middle, (after.processor_us - before.processor_us) / requests,
          (after.switches - before.switches) / requests};
}

void Fill(eventstore::EventStore& store, std::uint64_t events) {
  constexpr std::uint64_t kBatchEvents = 500;
  for (std::uint64_t done = 0; done < events; done += kBatchEvents) {
    std::vector<eventstore::Event> batch = NextEvents(kBatchEvents);
    for (std::uint64_t i = 0; i < kBatchEvents; ++i) {
      batch[i].tags = {fmt::format("budget:{}", done + i + 1), fmt::format("cap:{}", done + i + 1),
                       fmt::format("claim:{}", done + i + 1)};
    }
    const auto appended = store.Append(std::move(batch), std::nullopt);
    ENSURE(appended.ok(), appended.status().ToString());
    if (done % 1'000'000 == 0) fmt::print(stderr, "{} of {} events\n", done, events);
  }
}

}  // namespace debut::bench
