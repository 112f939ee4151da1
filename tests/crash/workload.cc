#include "tests/crash/workload.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include "base/status_macros.h"
#include "debut/grants/v1/grants_service.grpc.pb.h"
#include "decision/fact_codec.h"
#include "runtime/principal.h"
#include "tests/support/arrangement.h"

namespace debut::test {
namespace {

constexpr char kGroupType[] = "debut.test.v1.Group";
constexpr int kGroupClients = 6;
constexpr int kBudgetClients = 2;
constexpr std::size_t kGroupEventsMax = 12;
constexpr char kPaddingBegins = '/';

eventstore_grpc::GrpcEventStoreOptions AsLogWriter() {
  eventstore_grpc::GrpcEventStoreOptions options;
  options.metadata = {{runtime::kPrincipalHeader, Arrangement::kLogWriter}};
  return options;
}

// A group's payload without its padding, for messages.
std::string NameOf(const std::string& batch) { return batch.substr(0, batch.find(kPaddingBegins)); }

std::shared_ptr<grpc::Channel> Channel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

void AcknowledgedLog::Sent(const std::string& batch, std::size_t events) {
  const std::lock_guard lock(mutex_);
  batches_[batch].events = events;
  batches_[batch].sent_after_failure = failed_;
}

void AcknowledgedLog::Failed() {
  const std::lock_guard lock(mutex_);
  failed_ = true;
}

void AcknowledgedLog::Acknowledged(const std::string& batch, std::uint64_t first_position) {
  const std::lock_guard lock(mutex_);
  batches_[batch].acknowledged = true;
  batches_[batch].first_position = first_position;
  ++acknowledged_count_;
  more_.notify_all();
}

std::size_t AcknowledgedLog::acknowledged_count() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_count_;
}

void AcknowledgedLog::WaitForAcknowledged(std::size_t count) const {
  std::unique_lock lock(mutex_);
  more_.wait_for(lock, std::chrono::minutes(1), [&] { return acknowledged_count_ >= count; });
}

absl::Status AcknowledgedLog::Check(const eventstore::EventStore& log) const {
  std::map<std::string, std::vector<std::uint64_t>> found;
  std::uint64_t expected_position = 0;
  std::int64_t allotted = 0;
  absl::Time last_time = absl::InfinitePast();
  absl::Status wrong;
  const auto head = log.Read({}, {}, [&](const eventstore::SequencedEvent& event) {
    ++expected_position;
    if (event.position.value != expected_position || event.recorded_time <= last_time) {
      wrong = absl::DataLossError(fmt::format("position {} stands where {} belongs",
                                              event.position.value, expected_position));
    }
    last_time = event.recorded_time;
    if (event.event.type == kGroupType) found[event.event.payload].push_back(event.position.value);
    decision::On<grants::v1::BudgetAllotted>(
        event, [&](const auto& fact) { allotted += fact.amount_fen(); });
    return wrong.ok();
  });
  RETURN_IF_ERROR(head.status());
  RETURN_IF_ERROR(wrong);
  if (allotted < acknowledged_fen_ || allotted > sent_fen_) {
    return absl::DataLossError(fmt::format("{} fen are allotted, {} were acknowledged, {} sent",
                                           allotted, acknowledged_fen_.load(), sent_fen_.load()));
  }
  const std::lock_guard lock(mutex_);
  for (const auto& [name, batch] : batches_) {
    if (batch.acknowledged && batch.sent_after_failure)
      return absl::DataLossError(
          fmt::format("group {} was acknowledged after an error", NameOf(name)));
    const auto there = found.find(name);
    if (there == found.end()) {
      if (!batch.acknowledged) continue;
      return absl::DataLossError(fmt::format("acknowledged group {} is gone", NameOf(name)));
    }
    const auto& positions = there->second;
    const bool whole = positions.size() == batch.events &&
                       positions.back() - positions.front() + 1 == batch.events;
    if (!whole) return absl::DataLossError(fmt::format("group {} is there in part", NameOf(name)));
    if (batch.acknowledged && positions.front() != batch.first_position)
      return absl::DataLossError(fmt::format("group {} has moved", NameOf(name)));
    found.erase(there);
  }
  if (!found.empty())
    return absl::DataLossError(
        fmt::format("group {} was never sent", NameOf(found.begin()->first)));
  return absl::OkStatus();
}

Load::Load(const std::string& address, std::uint64_t seed, AcknowledgedLog& ledger,
           const Shape& shape)
    : ledger_(ledger), shape_(shape) {
  for (int i = 0; i < kGroupClients; ++i) {
    clients_.emplace_back([=, this](const std::stop_token& stop) {
      AppendGroups(address, seed * 100 + static_cast<std::uint64_t>(i), stop);
    });
  }
  for (int i = 0; i < kBudgetClients; ++i) {
    clients_.emplace_back([=, this](const std::stop_token& stop) {
      AllotBudgets(address, seed * 100 + 50 + static_cast<std::uint64_t>(i), stop);
    });
  }
}

void Load::Stop() {
  for (std::jthread& client : clients_) client.request_stop();
  clients_.clear();
}

void Load::AppendGroups(const std::string& address, std::uint64_t seed,
                        const std::stop_token& stop) {
  eventstore_grpc::GrpcEventStore store(Channel(address), AsLogWriter());
  std::mt19937_64 random(seed);
  int tries_left = shape_.tries_after_error;
  for (int n = 0; !stop.stop_requested(); ++n) {
    const std::string name = fmt::format("{}-{}", seed, n);
    const std::size_t count = random() % kGroupEventsMax + 1;
    eventstore::Event event;
    event.type = kGroupType;
    event.tags = {decision::Tag("group", name)};
    event.payload = name + kPaddingBegins;
    while (event.payload.size() < shape_.payload_bytes_min)
      event.payload.push_back(static_cast<char>(random()));
    ledger_.Sent(event.payload, count);
    const eventstore::AppendCondition once{{{{{}, event.tags}}}, {}};
    const auto appended = store.Append(std::vector(count, event), once);
    if (appended.ok()) {
      ledger_.Acknowledged(event.payload, appended->first.value);
      continue;
    }
    if (--tries_left < 0) return;
    ledger_.Failed();  // It goes on with the same server.
  }
}

void Load::AllotBudgets(const std::string& address, std::uint64_t seed,
                        const std::stop_token& stop) {
  const auto stub = grants::v1::GrantsService::NewStub(Channel(address));
  for (int n = 1; !stop.stop_requested(); ++n) {
    grants::v1::AllotBudgetRequest request;
    request.set_request_id(fmt::format("{}-{}", seed, n));
    request.set_measure(policy::v1::MEASURE_FIRST_MARKET_ENTRY);
    request.set_budget_year(2021);
    request.set_amount_fen(n);
    request.set_document("预算批复");
    request.set_allotted_date("2021-03-15");
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    runtime::SetPrincipal(context, "何平");
    grants::v1::AllotBudgetResponse response;
    ledger_.AllotmentSent(n);
    if (!stub->AllotBudget(&context, request, &response).ok()) return;
    ledger_.AllotmentAcknowledged(n);
  }
}

}  // namespace debut::test
