// The log and the services are restarted one after the other while clients work: every request is
// answered in the end, and what was asked twice is recorded once.
#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "base/sleep.h"
#include "debut/exchange/v1/exchange_service.grpc.pb.h"
#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "eventstore_grpc/grpc_event_store.h"
#include "eventstore_grpc/status_mapping.h"
#include "runtime/principal.h"
#include "tests/support/arrangement.h"

namespace debut::test {
namespace {

constexpr int kClients = 4;
constexpr int kAttemptsMax = 10;
constexpr auto kAttemptTimeout = std::chrono::seconds(30);
constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr int kReconnectMs = 50;

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  for (const char* name : {GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, GRPC_ARG_MIN_RECONNECT_BACKOFF_MS,
                           GRPC_ARG_MAX_RECONNECT_BACKOFF_MS})
    arguments.SetInt(name, kReconnectMs);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

// Clients that send commands to two services, each again with the same request id while the server
// is away, until it is answered.
class Clients {
 public:
  explicit Clients(const Arrangement& arrangement) {
    for (int client = 0; client < kClients; ++client) {
      threads_.emplace_back(
          [this, client, grants = Connect(arrangement.AddressOf("grants")),
           exchange = Connect(arrangement.AddressOf("exchange"))](const std::stop_token& stop) {
            const auto budgets = grants::v1::GrantsService::NewStub(grants);
            const auto events = exchange::v1::ExchangeService::NewStub(exchange);
            for (int n = 1; !stop.stop_requested(); ++n) {
              AllotBudget(*budgets, fmt::format("budget-{}-{}", client, n), n);
              PlanEvent(*events, fmt::format("event-{}-{}", client, n));
            }
          });
    }
  }

  // Until so many requests more are answered; false: not within a minute.
  bool Answer(std::size_t more) {
    std::unique_lock lock(mutex_);
    const std::size_t wanted = answered_.size() + more;
    return changed_.wait_for(lock, std::chrono::minutes(1),
                             [&] { return answered_.size() >= wanted; });
  }

  void Stop() { threads_.clear(); }

  // After Stop().
  const std::set<std::string>& answered() const { return answered_; }
  const std::vector<std::string>& failed() const { return failed_; }
  int repeated_count() const { return repeated_count_; }

 private:
  void AllotBudget(grants::v1::GrantsService::Stub& stub, const std::string& id, int fen) {
    grants::v1::AllotBudgetRequest request;
    request.set_request_id(id);
    request.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
    request.set_budget_year(2021);
    request.set_amount_fen(fen);
    request.set_document("预算批复");
    request.set_allotted_date("2021-03-15");
    Send(stub, &grants::v1::GrantsService::Stub::AllotBudget, request);
  }

  void PlanEvent(exchange::v1::ExchangeService::Stub& stub, const std::string& id) {
    exchange::v1::PlanEventRequest request;
    request.set_request_id(id);
    request.set_event_id(id);
    request.set_kind(exchange::v1::EVENT_KIND_EXHIBITION_ABROAD);
    request.set_name("慕尼黑国际激光展");
    request.set_country("DE");
    request.set_city("Munich");
    request.set_begins_date("2021-10-05");
    request.set_ends_date("2021-10-08");
    request.set_document("重要境外展会目录（2021年）");
    Send(stub, &exchange::v1::ExchangeService::Stub::PlanEvent, request);
  }

  template <typename Stub, typename Request, typename Response>
  void Send(Stub& stub,
            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            const Request& request) {
    absl::Status status;
    for (int attempt = 1; attempt <= kAttemptsMax; ++attempt) {
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + kAttemptTimeout);
      context.set_wait_for_ready(true);
      runtime::SetPrincipal(context, "何平");
      Response response;
      status = eventstore_grpc::AnswerOf((stub.*method)(&context, request, &response));
      if (!absl::IsUnavailable(status) && !absl::IsDeadlineExceeded(status)) break;
      ++repeated_count_;
      // A service whose log is away says so at once.
      base::SleepUnlessStopped(kFirstPause * (1 << attempt), {});
    }
    const std::lock_guard lock(mutex_);
    if (status.ok()) {
      answered_.insert(request.request_id());
    } else {
      failed_.push_back(request.request_id() + ": " + status.ToString());
    }
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> answered_;
  std::vector<std::string> failed_;
  std::atomic<int> repeated_count_ = 0;
  std::vector<std::jthread> threads_;  // The last: they use the others.
};

TEST(RollingRestart, FailsNoRequestAndRecordsNothingTwice) {
  constexpr std::size_t kAnswersBetween = 20;
  const auto arrangement = Arrangement::Start(Kind::kMicroservices);
  ASSERT_TRUE(arrangement.ok()) << arrangement.status();
  Clients clients(**arrangement);
  int restarted = 0;
  for (const std::string& name : (*arrangement)->Names()) {
    ASSERT_TRUE(clients.Answer(kAnswersBetween)) << "before " << name;
    ASSERT_EQ((*arrangement)->Restart(name), absl::OkStatus()) << name;
    ++restarted;
  }
  ASSERT_TRUE(clients.Answer(kAnswersBetween));
  clients.Stop();
  EXPECT_EQ(clients.failed(), std::vector<std::string>());
  std::cout << fmt::format("  {} processes restarted, {} requests answered, {} sent again\n",
                           restarted, clients.answered().size(), clients.repeated_count());

  const eventstore_grpc::GrpcEventStore log(Connect((*arrangement)->AddressOf("eventlog")));
  std::map<std::string, int> recorded;
  std::uint64_t position = 0;
  const auto head = log.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
    EXPECT_EQ(event.position.value, ++position);
    // The calendar's steps have ids of their own.
    if (event.event.principal == "何平") ++recorded[event.event.request_id];
    return true;
  });
  ASSERT_TRUE(head.ok()) << head.status();
  EXPECT_EQ(recorded.size(), clients.answered().size());
  for (const auto& [request_id, count] : recorded) {
    EXPECT_TRUE(clients.answered().contains(request_id)) << request_id << " was invented";
    EXPECT_EQ(count, 1) << request_id;
  }
}

}  // namespace
}  // namespace debut::test
